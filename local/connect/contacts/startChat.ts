import { randomUUID } from 'node:crypto';
import { AwsError } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { findFlow } from '../flows/find.ts';
import { participantToken } from '../participants/tokens.ts';
import type { Participant } from '../participants/participant.ts';
import { say } from '../participants/transcript.ts';
import { checkAttributes } from './attributes.ts';
import { CONNECT_WITHIN, enterFlow, newContact } from './begin.ts';
import { once } from './once.ts';

const DEFAULT_MINUTES = 25 * 60;
const SHORTEST = 60;
const LONGEST = 10_080;
const CONTENT_TYPES = [
  'text/plain',
  'text/markdown',
  'application/json',
  'application/vnd.amazonaws.connect.message.interactive',
  'application/vnd.amazonaws.connect.message.interactive.response',
];

const refuse = (message: string) => new AwsError('InvalidParameterException', message);

/** Starts a chat; its flow begins at once, its customer has 5 minutes to connect. */
export function startChat(center: Center, input: any): any {
  const instance = center.instance(input.InstanceId);
  const flow = findFlow(center, instance.arn, input.ContactFlowId);
  if (!flow) throw new AwsError('ResourceNotFoundException', `there is no flow ${input.ContactFlowId}`, 404);
  if (flow.type !== 'CONTACT_FLOW')
    throw new AwsError(
      'InvalidRequestException',
      `flow ${flow.name} is of type ${flow.type}, which no chat starts with`,
    );
  const displayName = input.ParticipantDetails?.DisplayName;
  if (typeof displayName !== 'string' || displayName.length < 1 || displayName.length > 256) {
    throw refuse('ParticipantDetails.DisplayName must have 1 to 256 characters');
  }
  const attributes = input.Attributes ?? {};
  checkAttributes(attributes);
  const minutes = input.ChatDurationInMinutes ?? DEFAULT_MINUTES;
  if (!(Number.isInteger(minutes) && minutes >= SHORTEST && minutes <= LONGEST)) {
    throw refuse(`ChatDurationInMinutes must be ${SHORTEST} to ${LONGEST}`);
  }
  const contentTypes: string[] = input.SupportedMessagingContentTypes ?? ['text/plain'];
  const unknown = contentTypes.find(name => !CONTENT_TYPES.includes(name));
  if (unknown) throw refuse(`SupportedMessagingContentTypes: "${unknown}" is not known`);
  if (!contentTypes.includes('text/plain'))
    throw refuse('SupportedMessagingContentTypes must contain text/plain');
  const initial = input.InitialMessage;
  if (initial && !(initial.Content?.length >= 1 && initial.Content.length <= 1_024)) {
    throw refuse('InitialMessage.Content must have 1 to 1024 characters');
  }
  if (initial && !contentTypes.includes(initial.ContentType)) {
    throw refuse(`InitialMessage.ContentType "${initial.ContentType}" is not among the chat's content types`);
  }
  const sourceId = input.PersistentChat?.SourceContactId;
  const source = sourceId && center.contacts.get(sourceId);
  if (sourceId && !source)
    throw new AwsError('ResourceNotFoundException', `there is no contact ${sourceId}`, 404);
  if (input.RelatedContactId) center.contact(input.RelatedContactId);

  return once(center, `StartChatContact/${instance.id}`, input.ClientToken, () => {
    const id = randomUUID();
    const customer: Participant = {
      id: randomUUID(),
      chatId: id,
      role: 'CUSTOMER',
      displayName,
      joined: false,
      left: false,
    };
    center.participants.put(customer.id, customer);
    center.chats.put(id, {
      id,
      instanceArn: instance.arn,
      current: id,
      customerId: customer.id,
      items: 0,
      ended: false,
      continuedFrom: source?.initialContactId,
      streams: {},
      contentTypes,
    });
    const contact = newContact(center, {
      id,
      instanceArn: instance.arn,
      channel: 'CHAT',
      initiationMethod: 'API',
      attributes,
      customerId: input.CustomerId,
      relatedContactId: input.RelatedContactId ?? source?.id,
      connectBy: center.now + CONNECT_WITHIN,
      endsAt: center.now + minutes * 60_000,
    });
    if (initial) {
      contact.initialMessage = initial.Content;
      say(center, id, {
        type: 'MESSAGE',
        contentType: initial.ContentType,
        content: initial.Content,
        from: customer,
      });
    }
    enterFlow(center, contact, flow.arn);
    return {
      ContactId: id,
      ParticipantId: customer.id,
      ParticipantToken: participantToken(center, customer.id),
      ...(source ? { ContinuedFromContactId: source.id } : {}),
    };
  });
}
