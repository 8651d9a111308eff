import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { findFlow } from '../flows/find.ts';
import { checkAttributes } from './attributes.ts';
import { enterFlow, newContact } from './begin.ts';
import { once } from './once.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Characters of a body, by the service's limit for a message without attachments. */
const LONGEST_BODY = 5 * 1024 * 1024;

const refuse = (message: string) => new AwsError('InvalidRequestException', message);

/** An e-mail to an address of the instance; its flow begins at once. */
export function startEmail(center: Center, input: any): any {
  const instance = center.instance(input.InstanceId);
  const { FromEmailAddress, DestinationEmailAddress = '', EmailMessage, Attributes = {}, Name } = input;
  const from = FromEmailAddress?.EmailAddress;
  if (!ADDRESS.test(from ?? '')) throw refuse('FromEmailAddress.EmailAddress must be an e-mail address');
  const to = String(DestinationEmailAddress).toLowerCase();
  const known = [...center.emailAddresses.values()].some(
    ({ instanceArn, address }) => instanceArn === instance.arn && address === to,
  );
  if (!known)
    throw new AwsError(
      'ResourceNotFoundException',
      `the instance has no e-mail address ${DestinationEmailAddress}`,
      404,
    );
  const { Subject, Body, ContentType } = EmailMessage?.RawMessage ?? {};
  if (EmailMessage?.MessageSourceType !== 'RAW') throw refuse('EmailMessage.MessageSourceType must be RAW');
  if (typeof Subject !== 'string' || Subject.length < 1 || Subject.length > 998)
    throw refuse('RawMessage.Subject must have 1 to 998 characters');
  if (typeof Body !== 'string' || Body.length < 1 || Body.length > LONGEST_BODY)
    throw refuse('RawMessage.Body must have 1 character to 5 MB');
  if (ContentType !== 'text/plain' && ContentType !== 'text/html')
    throw refuse('RawMessage.ContentType must be text/plain or text/html');
  if (input.Attachments?.length) throw refuse('the local Connect takes no attachments of e-mails');
  checkAttributes(Attributes);
  const flow = findFlow(center, instance.arn, input.ContactFlowId ?? '');
  if (!flow) throw new AwsError('ResourceNotFoundException', `there is no flow ${input.ContactFlowId}`, 404);
  return once(center, `StartEmailContact/${instance.id}`, input.ClientToken, () => {
    const contact = newContact(center, {
      instanceArn: instance.arn,
      channel: 'EMAIL',
      initiationMethod: 'INBOUND',
      attributes: Attributes,
      name: Name ?? Subject,
      description: input.Description,
      references: input.References,
      relatedContactId: input.RelatedContactId,
      email: { from, to, subject: Subject, body: Body },
    });
    enterFlow(center, contact, flow.arn);
    return { ContactId: contact.id };
  });
}
