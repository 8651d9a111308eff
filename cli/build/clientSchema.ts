import { toJsonSchema } from '@valibot/to-json-schema';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { ClientSchema } from '../../layers/core/domain/clientConfig.ts';

/** The JSON Schema of `client.yaml`, by which editors complete and check it. Rules between its parts are left to the build. */
export function clientJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(ClientSchema, {
    // What is written, so that what has a default may be left out.
    typeMode: 'input',
    // Checks that JSON Schema has no word for (time zones, regular expressions) are the build's.
    errorMode: 'ignore',
  });
  // Conditions contain conditions: the one recursive definition, which the converter numbers instead of naming.
  const named = JSON.stringify(schema).replaceAll('"#/$defs/0"', '"#/$defs/Condition"');
  const { $defs, ...rest } = JSON.parse(named);
  return { ...rest, title: 'client.yaml', $defs: { Condition: $defs[0] } };
}

/** Usage: node cli/run.mjs cli/build/clientSchema.ts    writes docs/client.schema.json */
if (import.meta.main) {
  const path = join(import.meta.dirname, '..', '..', 'docs', 'client.schema.json');
  writeFileSync(path, await format(JSON.stringify(clientJsonSchema()), { parser: 'json', printWidth: 110 }));
  console.error(`${path} is up to date`);
}
