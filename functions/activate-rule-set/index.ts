import { createRuleSets } from '../../layers/core/mail/ruleSets.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHandler } from './handler.ts';

export const handler = lambda(
  createHandler({
    sets: createRuleSets(),
    region: process.env.AWS_REGION ?? '',
    async answer(url, answer) {
      // Bytes, since a text would bring a content type, which the signed address doesn't allow for.
      const response = await fetch(url, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
      if (!response.ok) throw new Error(`CloudFormation took no answer: ${response.status}`);
    },
  }),
);
