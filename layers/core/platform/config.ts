import * as v from 'valibot';

/**
 * The function's settings, from its environment by its own schema. All that is missing or wrong is named at once.
 * @throws Error when the deployment left something out
 */
export function readConfig<S extends v.GenericSchema>(
  schema: S,
  environment = process.env,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, environment);
  if (parsed.success) return parsed.output;
  const wrong = parsed.issues.map(issue => `${v.getDotPath(issue) ?? '?'}: ${issue.message}`);
  throw new Error(`The function's environment is wrong. ${wrong.join('; ')}`);
}

export const setting = v.pipe(v.string(), v.nonEmpty('must not be empty'));
