// Finds names that do not exist and names that nothing uses, which JavaScript itself only
// notices when the line runs.
import js from '@eslint/js';
import globals from 'globals';

export default [
  js.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_$' }] },
  },
];
