// The document as the server sent it, before any browser has mended it.
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // HTML has no element for what a search box suggests while one types.
  rules: { 'prefer-native-element': ['error', { exclude: ['listbox'] }] },
});

export async function html(visit) {
  const report = await validator.validateString(await visit.source());
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `html ${ruleId}: ${message} (line ${line}, column ${column})`),
  );
}
