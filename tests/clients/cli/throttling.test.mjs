// The command line obeys the time that a throttled answer names. That calls so close together are refused otherwise is
// shown by errors.test.mjs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { key, startService } from '../support/service.mjs';
import { aliyun } from './clients.mjs';

test('aliyun waits as long as a throttled answer says, and then has its answer', { timeout: 60_000 }, async (t) => {
  const service = await startService(t, { rateLimits: '0.01' }); // one call a second
  for (let i = 0; i < 3; i += 1) {
    const { stdout } = await aliyun(service, key, 'DescribeNetworks', {});
    assert.equal(JSON.parse(stdout).TotalCount, 0);
  }
});
