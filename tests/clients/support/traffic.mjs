// Backends, requests, and waiting for what a node does after an answer.

import { once } from 'node:events';
import { createServer as createHttpServer, get } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const conditionDeadlineMs = 20_000;
const pollIntervalMs = 5;

// Asks until `condition` answers something that is true, and answers that.
export async function eventually(what, condition) {
  const end = Date.now() + conditionDeadlineMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`still not true after ${conditionDeadlineMs} ms: ${what}`);
    await delay(pollIntervalMs);
  }
}

// A web server that says its name and counts what it answers; health checks go to /healthz and are not counted.
export async function startBackend(t, address, name) {
  const backend = { name, requests: 0, port: 0 };
  const server = createHttpServer((request, response) => {
    if (request.url !== '/healthz') backend.requests += 1;
    response.end(name);
  });
  server.listen(0, address);
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  backend.port = server.address().port;
  return backend;
}

// The body of one GET on a connection of its own.
export async function fetchOnce(address, port, path) {
  const request = get({ host: address, port, path, agent: false });
  const [response] = await once(request, 'response');
  let body = '';
  for await (const text of response.setEncoding('utf8')) body += text;
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}: ${body}`);
  return body;
}

export async function isRefused(address, port) {
  const socket = connect({ host: address, port });
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return error.code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}

// A port that nobody listens on at this address.
export async function freePort(address) {
  const server = createTcpServer().listen(0, address);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
