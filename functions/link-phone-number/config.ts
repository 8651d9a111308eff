import * as v from 'valibot';

/** `link-phone-number` needs nothing from its environment: CloudFormation tells it what to link. */
export const Config = v.object({});
export type Environment = v.InferInput<typeof Config>;
