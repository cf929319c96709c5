// The examples that every action's documentation has for one language, as they are printed but for the port, against a
// real server.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';

import { key, startService } from './service.mjs';

const runDeadlineMs = 30_000;

// What an example names does not exist there, and some parameters say so as invalid; any other of these codes says that
// the call itself was wrong.
const notThere = new Set(['InvalidParameter.NetworkId', 'InvalidParameter.VSwitchId',
  'InvalidParameter.AliUidAccount', 'InvalidParameter.CustomAccount']);
const blamesTheCall = /^(Missing|InvalidParameter|Signature|Incomplete|Invalid(Action|AccessKeyId|Version|TimeStamp)|Internal)/;

function run(command, environment) {
  const [program, ...options] = command;
  return new Promise((resolve) => {
    execFile(program, options, { env: { ...process.env, ...environment }, timeout: runDeadlineMs },
      (error, output, errors) => resolve({ failed: error !== null, output, errors }));
  });
}

// `language` is the example's name in /docs/actions.json, `commandFor(code)` runs it, `failedCode` finds the code in what
// a failed call leaves on standard error.
export function testExamples(language, { commandFor, environment = {}, failedCode }) {
  test(`the ${language} example of every action is understood`, { timeout: 240_000 }, async (t) => {
    const { host } = await startService(t);
    const { actions } = await (await fetch(`http://${host}/docs/actions.json`)).json();
    assert.ok(actions.length > 30);
    for (const { name, examples } of actions) {
      const code = examples[language].replaceAll('127.0.0.1:8680', host);
      const { failed, output, errors } = await run(commandFor(code), {
        ...environment, ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
      });
      if (failed) {
        const refusal = failedCode.exec(errors)?.[1];
        assert.ok(refusal, `${name}: ${errors}`);
        assert.ok(notThere.has(refusal) || !blamesTheCall.test(refusal), `${name}: ${refusal}`);
      } else {
        assert.match(output, /RequestId'?: '[0-9A-F-]{36}'/, name);
      }
    }
  });
}
