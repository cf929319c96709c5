// Records what an official client sends, byte for byte, for tests/wire/captures.
//
//   SLUICE_BINARY=... SLUICE_CLIENT_SUITE=npm SLUICE_CLIENTS_DIR=... node tests/clients/record.mjs FOLDER
//
// Every client of the suite makes two calls through a proxy that keeps the bytes: DescribeNetworks and CreateNetwork.
// Each becomes the file FOLDER/<suite>-<client>_<call>.http, and a row of the table that is printed.

import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

import { clients } from './support/clients.mjs';
import { startService } from './support/service.mjs';

const key = { id: 'test-key-id', secret: 'test-key-secret' };
const calls = [
  { what: 'describe-networks', action: 'DescribeNetworks', parameters: {} },
  // Characters that clients encode differently.
  {
    what: 'create-network',
    action: 'CreateNetwork',
    parameters: {
      EnsRegionId: 'cn-chengdu-telecom', CidrBlock: '10.0.0.0/8', NetworkName: 'captured',
      Description: '边缘 (edge) *~ a+b=c&d/e',
    },
  },
];

// Passes connections on and keeps what goes to the service.
async function startRecorder(t, { host }) {
  const [address, port] = host.split(':');
  const recorder = { sent: [] };
  const server = createServer((client) => {
    const upstream = connect(Number(port), address);
    client.on('data', (bytes) => recorder.sent.push(bytes)).on('error', () => upstream.destroy()).pipe(upstream);
    upstream.on('error', () => client.destroy()).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  recorder.host = `127.0.0.1:${server.address().port}`;
  return recorder;
}

const folder = process.argv[2];
const fileOf = (client, what) => {
  const name = `${process.env.SLUICE_CLIENT_SUITE}-${client.name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return `${name}_${what}.http`;
};
await mkdir(folder, { recursive: true });
const endings = [];
const t = { after: (end) => endings.unshift(end) };
try {
  const service = await startService(t, { root: key });
  for (const client of clients) {
    for (const { what, action, parameters } of calls) {
      const recorder = await startRecorder(t, service);
      await client.open(recorder, key).call(action, parameters);
      const file = fileOf(client, what);
      await writeFile(join(folder, file), Buffer.concat(recorder.sent));
      console.log(`| ${file} | ${client.library} | ${client.name} | ${new Date().toISOString().slice(0, 10)} |`);
    }
  }
} finally {
  for (const end of endings) await end();
}
process.exit(); // clients keep connections open
