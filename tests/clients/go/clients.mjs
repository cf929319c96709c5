// The official Go clients, through the program in this folder, which scripts/setup --go-clients builds.

import { join } from 'node:path';

import { speak } from '../support/speaker.mjs';

export const clients = await speak(join(process.env.SLUICE_CLIENTS_DIR, 'speaker'));

// alibaba-cloud-sdk-go compares what it signed with what the service says it should have signed.
const wrongSecret = { code: 'SignatureDoesNotMatch', advice: /^InvalidAccessKeySecret: / };
for (const client of clients) if (client.name.startsWith('alibaba-cloud-sdk-go')) client.wrongSecret = wrongSecret;
