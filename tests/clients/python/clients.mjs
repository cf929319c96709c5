// The official Python clients, through python/speaker.py.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { speak } from '../support/speaker.mjs';

const python = join(process.env.SLUICE_CLIENTS_DIR, 'bin', 'python');
export const clients = await speak(python, fileURLToPath(new URL('speaker.py', import.meta.url)));

// sdk-core compares what it signed with what the service says it should have signed; a common request, which it wraps,
// leaves it nothing to compare.
clients.find(({ name }) => name === 'sdk-ens').wrongSecret = { code: 'InvalidAccessKeySecret' };
