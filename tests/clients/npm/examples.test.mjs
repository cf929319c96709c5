import { join } from 'node:path';

import { eachAsAProgram, testExamples } from '../support/examples.mjs';

testExamples('nodejs', {
  runAll: eachAsAProgram((code) => [process.execPath, '-e', code]),
  environment: { NODE_PATH: join(process.env.SLUICE_CLIENTS_DIR, 'node_modules') },
  failedCode: /code: '([\w.]+)'/,
});
