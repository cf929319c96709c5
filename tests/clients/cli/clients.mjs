// The official command line `aliyun`, unmodified: a process per call, whose answer is on standard output and whose error
// is on standard error, as a person reads it.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { hasMethod, versionOf } from '../support/versions.mjs';

const program = process.env.SLUICE_ALIYUN;
const run = promisify(execFile);

// No settings of the person who runs the tests, and none left behind.
const home = mkdtempSync(join(tmpdir(), 'sluice-aliyun-'));
process.on('exit', () => rmSync(home, { recursive: true }));
const env = { PATH: process.env.PATH, HOME: home };
const impatient = { ...env, ALIBABA_CLOUD_THROTTLING_RETRY_ENABLED: 'false' };

const { stdout: version } = await run(program, ['version'], { env });
const library = `aliyun ${version.trim()}`;

// What the command prints, {stdout, stderr}; fails where the command does. When throttled it waits as long as the
// service says and tries again, unless told not to by `environment`.
//
// Without --force the program checks a call by its own description of the product first; with it, anything goes out.
// Under the name `ens` it insists on its own version, so our own actions are called under a name that it does not know.
export function aliyun({ host }, key, action, parameters, { method = 'POST', force = false, environment = env } = {}) {
  const asIs = force || !hasMethod(action);
  const options = ['--mode', 'AK', '--access-key-id', key.id, '--access-key-secret', key.secret,
    '--region', 'cn-hangzhou', '--endpoint', host, '--insecure', '--method', method];
  if (asIs) options.push('--force', '--version', versionOf(action));
  const named = Object.entries(parameters).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  return run(program, [asIs ? 'sluice' : 'ens', action, ...named, ...options], { env: environment });
}

// Without retries, so that every refusal shows.
function openAliyun(how) {
  return (service, key) => ({
    async call(action, parameters) {
      const { stdout } = await aliyun(service, key, action, parameters, { ...how, environment: impatient });
      return JSON.parse(stdout);
    },
  });
}

function failure({ stderr = '' }) {
  const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(stderr)?.[1];
  const [code, message, requestId, advice] = ['ErrorCode', 'Message', 'RequestId', 'Recommend'].map(field);
  return { code, message, requestId, advice };
}

const wrongSecret = { code: 'SignatureDoesNotMatch', advice: /^InvalidAccessKeySecret: / };

export const clients = [
  {
    name: 'aliyun, POST',
    library,
    open: openAliyun({ method: 'POST', force: false }),
    failure,
    wrongSecret,
    refuses: ['a missing parameter'],
  },
  { name: 'aliyun --force, GET', library, open: openAliyun({ method: 'GET', force: true }), failure, wrongSecret },
];
