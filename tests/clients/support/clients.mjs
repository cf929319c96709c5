// The official clients of one suite (SLUICE_CLIENT_SUITE: npm, python, go or cli), unmodified, behind one verb each.
//
// A client is {name, library, open, failure, wrongSecret?, refuses?}: `library` is the package and its version;
// `open(service, key)` answers {call(action, parameters)}, which answers the parsed body or throws what the client
// throws; `failure` reads that the way a user of the client does, as {code, httpStatus?, message, requestId, advice?}.
// `wrongSecret` is what the client makes of the service's answer to a wrong secret, {code, advice?}, if it makes
// anything of it; `refuses` names the cases of errors.test.mjs that it does not send.

const suite = process.env.SLUICE_CLIENT_SUITE;
export const { clients } = await import(`../${suite}/clients.mjs`);
