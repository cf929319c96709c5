// The examples that every action's documentation has for one language, as they are printed but for the port, against a
// real server.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

import { key, startService } from './service.mjs';

const runDeadlineMs = 30_000;
const allDeadlineMs = 500_000;

// What an example names does not exist there, and some parameters say so as invalid; any other of these codes says that
// the call itself was wrong.
const notThere = new Set(['InvalidParameter.NetworkId', 'InvalidParameter.VSwitchId',
  'InvalidParameter.AliUidAccount', 'InvalidParameter.CustomAccount']);
const blamesTheCall = /^(Missing|InvalidParameter|Signature|Incomplete|Invalid(Action|AccessKeyId|Version|TimeStamp)|Internal)/;

// Each example is a program of its own: `commandFor(code)` is how it is run.
export function eachAsAProgram(commandFor) {
  return async (codes, environment, take) => {
    for (const code of codes) {
      const [program, ...options] = commandFor(code);
      take(await new Promise((resolve) => {
        execFile(program, options, { env: { ...process.env, ...environment }, timeout: runDeadlineMs },
          (error, output, errors) => resolve({ failed: error !== null, output, errors }));
      }));
    }
  };
}

// One program runs them all: an example a line, what became of it a line, both in JSON.
export function allByOneProgram([program, ...options]) {
  return async (codes, environment, take) => {
    const runner = spawn(program, [...options, String(runDeadlineMs / 1000)],
      { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      for (const code of codes) runner.stdin.write(`${JSON.stringify(code)}\n`);
      runner.stdin.end();
      for await (const line of createInterface({ input: runner.stdout })) take(JSON.parse(line));
    } finally {
      runner.kill();
    }
  };
}

// `language` is the example's name in /docs/actions.json, `runAll` one of the above, `failedCode` finds the code in what a
// failed call leaves on standard error.
export function testExamples(language, { runAll, environment = {}, failedCode }) {
  test(`the ${language} example of every action is understood`, { timeout: allDeadlineMs }, async (t) => {
    const { host } = await startService(t);
    const { actions } = await (await fetch(`http://${host}/docs/actions.json`)).json();
    assert.ok(actions.length > 30);
    const codes = actions.map(({ examples }) => examples[language].replaceAll('127.0.0.1:8680', host));
    let told = 0;
    await runAll(codes, {
      ...environment, ALIBABA_CLOUD_ACCESS_KEY_ID: key.id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
    }, ({ failed, output, errors }) => {
      const { name } = actions[told];
      told += 1;
      if (failed) {
        const refusal = failedCode.exec(errors)?.[1];
        assert.ok(refusal, `${name}: ${errors}`);
        assert.ok(notThere.has(refusal) || !blamesTheCall.test(refusal), `${name}: ${refusal}`);
      } else {
        assert.match(output, /RequestId'?: '[0-9A-F-]{36}'/, name);
      }
    });
    assert.equal(told, actions.length);
  });
}
