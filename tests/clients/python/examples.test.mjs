import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { allByOneProgram, testExamples } from '../support/examples.mjs';

testExamples('python', {
  runAll: allByOneProgram([join(process.env.SLUICE_CLIENTS_DIR, 'bin', 'python'),
    fileURLToPath(new URL('run_examples.py', import.meta.url))]),
  failedCode: /'Code': '([\w.]+)'/,
});
