import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { lazily } from '../platform/lazily.ts';

/** Ids of the contact centre, which is deployed after the functions and so is read at run time. */
const ContactCenterSchema = v.object({
  instanceArn: v.string(),
  instanceId: v.string(),
  flows: v.record(v.string(), v.string()),
  /** Queue id of client.yaml → ARN. */
  queues: v.record(v.string(), v.string()),
  /** The number that the client's customers call, when the stack has claimed one. */
  phoneNumber: v.optional(v.string()),
});
export type ContactCenter = v.InferOutput<typeof ContactCenterSchema>;

/** Reads the parameter once per container; a failed read is tried again at the next use. */
export function createContactCenter(
  parameter: string,
  client = lazily(() => new SSMClient({})),
): () => Promise<ContactCenter> {
  let known: Promise<ContactCenter> | undefined;
  return () =>
    (known ??= client
      .send(new GetParameterCommand({ Name: parameter }))
      .then(({ Parameter }) => v.parse(ContactCenterSchema, JSON.parse(Parameter!.Value!)))
      .catch(error => {
        known = undefined;
        throw error;
      }));
}
