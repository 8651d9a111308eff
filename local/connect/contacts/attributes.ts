import { AwsError } from '../../core/contract.ts';

/** User-defined attributes of one contact, keys and values together, in UTF-8. */
const MOST_BYTES = 32 * 1024;

export function attributesFit(attributes: Record<string, string>): boolean {
  let bytes = 0;
  for (const [name, value] of Object.entries(attributes))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  return bytes <= MOST_BYTES;
}

/** Refuses what is no map of texts or exceeds 32 KB. */
export function checkAttributes(attributes: unknown): asserts attributes is Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    throw new AwsError('InvalidParameterException', 'Attributes must be a map of strings');
  }
  const wrong = Object.entries(attributes).find(([name, value]) => name === '' || typeof value !== 'string');
  if (wrong)
    throw new AwsError('InvalidParameterException', `Attributes: the value of "${wrong[0]}" is no string`);
  if (!attributesFit(attributes as Record<string, string>)) {
    throw new AwsError('InvalidParameterException', 'Attributes exceed 32 KB in all');
  }
}
