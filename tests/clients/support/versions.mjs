// Which version of the API an action belongs to, and which actions the official clients have methods for.

export const ensVersion = '2017-11-10';
export const ownVersion = '2026-11-22';

const ownActions = new Set(['DescribeAddressMappings', 'DescribeListenerStates']);
export const unknownAction = 'DescribeMoonPhases';
// Documented, but in none of the clients' descriptions of the product.
const withoutMethod = new Set([...ownActions, unknownAction, 'DeleteLoadBalancer']);

export const versionOf = (action) => (ownActions.has(action) ? ownVersion : ensVersion);

// Clients that know the product call an action through what was generated for it, and any other the generic way.
export const hasMethod = (action) => !withoutMethod.has(action);
