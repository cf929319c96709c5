import { join } from 'node:path';

import { testExamples } from '../support/examples.mjs';

testExamples('python', {
  commandFor: (code) => [join(process.env.SLUICE_CLIENTS_DIR, 'bin', 'python'), '-c', code],
  failedCode: /'Code': '([\w.]+)'/,
});
