// Which version of the API an action belongs to, and which actions the official clients have methods for.

export const ensVersion = '2017-11-10';
export const ownVersion = '2026-11-22';
export const ramVersion = '2015-05-01';
export const stsVersion = '2015-04-01';

const ownActions = new Set(['DescribeAddressMappings', 'DescribeListenerStates']);
const ramActions = new Set([
  'CreateUser', 'CreateAccessKey', 'AttachPolicyToUser', 'CreateRole', 'AttachPolicyToRole', 'DetachPolicyFromRole',
  'DeleteRole',
]);
const stsActions = new Set(['AssumeRole', 'GetCallerIdentity']);
export const unknownAction = 'DescribeMoonPhases';
// Documented, but in none of the clients' descriptions of the product.
const withoutMethod = new Set([...ownActions, unknownAction, 'DeleteLoadBalancer']);

export function versionOf(action) {
  if (ownActions.has(action)) return ownVersion;
  if (ramActions.has(action)) return ramVersion;
  return stsActions.has(action) ? stsVersion : ensVersion;
}

// Clients that know the product call an action through what was generated for it, and any other the generic way.
export const hasMethod = (action) => !withoutMethod.has(action);
