// Roles through every official npm client: made, assumed by a RAM user, and used with a temporary key.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clients } from './clients.mjs';
import { key, startService } from '../support/service.mjs';

const keyOf = ({ AccessKeyId, AccessKeySecret, SecurityToken }) => (
  { id: AccessKeyId, secret: AccessKeySecret, securityToken: SecurityToken });

for (const client of clients) {
  test(`${client.name} assumes a role and does what it may`, { timeout: 60_000 }, async (t) => {
    const service = await startService(t);
    const root = client.open(service, key);
    const { AccountId } = await root.call('GetCallerIdentity', {});
    await root.call('CreateRole', {
      RoleName: 'reader',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '1',
        Statement: [{
          Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${AccountId}:root`] },
        }],
      }),
    });
    const readOnly = { PolicyType: 'System', PolicyName: 'ReadOnlyAccess', RoleName: 'reader' };
    await root.call('AttachPolicyToRole', readOnly);
    await root.call('CreateUser', { UserName: 'alice' });
    await root.call('AttachPolicyToUser',
      { PolicyType: 'System', PolicyName: 'AliyunSTSAssumeRoleAccess', UserName: 'alice' });
    const alice = client.open(service, keyOf((await root.call('CreateAccessKey', { UserName: 'alice' })).AccessKey));

    const { Credentials } = await alice.call('AssumeRole',
      { RoleArn: `acs:ram::${AccountId}:role/reader`, RoleSessionName: 'clients' });
    const session = client.open(service, keyOf(Credentials));
    assert.equal((await session.call('GetCallerIdentity', {})).Arn,
      `acs:ram::${AccountId}:assumed-role/reader/clients`);
    assert.equal((await session.call('DescribeNetworks', {})).TotalCount, 0);
    const refused = async (caller, action, parameters) => {
      try {
        await caller.call(action, parameters);
      } catch (error) {
        return client.failure(error).code;
      }
      return undefined;
    };
    assert.equal(await refused(session, 'CreateNetwork', {}), 'NoPermission');
    assert.equal(await refused(alice, 'DescribeNetworks', {}), 'NoPermission');

    await root.call('DetachPolicyFromRole', readOnly);
    await root.call('DeleteRole', { RoleName: 'reader' });
    assert.equal(await refused(session, 'GetCallerIdentity', {}), 'InvalidSecurityToken.Expired');
  });
}
