// node one_call.mjs CLIENT SCHEME HOST KEY_ID KEY_SECRET: calls DescribeNetworks, and prints {answer} or {error} as JSON.

import { clients } from './clients.mjs';

const [name, scheme, host, id, secret] = process.argv.slice(2);
const client = clients.find((each) => each.name === name);
try {
  const answer = await client.open({ scheme, host }, { id, secret }).call('DescribeNetworks', {});
  console.log(JSON.stringify({ answer }));
} catch (error) {
  console.log(JSON.stringify({ error: String(error.message) }));
}
