import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { lazily } from '../platform/lazily.ts';

/** Sends text messages to telephones. */
export interface Texter {
  /** @param to E.164 */
  send(to: string, text: string): Promise<void>;
}

/** SNS sends to a number without a topic; transactional ones go before advertising, on routes that arrive. */
export function createTexter(client = lazily(() => new SNSClient({}))): Texter {
  return {
    async send(to, text) {
      await client.send(
        new PublishCommand({
          PhoneNumber: to,
          Message: text,
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
          },
        }),
      );
    },
  };
}
