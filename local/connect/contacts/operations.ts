import { randomUUID } from 'node:crypto';
import { AwsError } from '../../core/contract.ts';
import type { Operation } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { findFlow } from '../flows/find.ts';
import { participantToken } from '../participants/tokens.ts';
import { readCriteria } from '../queues/criteria.ts';
import { checkAttributes } from './attributes.ts';
import { isActive } from './contact.ts';
import type { Contact } from './contact.ts';
import { describeContact } from './describe.ts';
import { announce } from './events.ts';
import { disconnect } from './finish.ts';
import { once } from './once.ts';
import { startChat } from './startChat.ts';
import { startEmail } from './startEmail.ts';
import { startTask } from './startTask.ts';

const LONGEST_DELAY = 6 * 24 * 3_600_000;
const MOST_STREAMS = 5;
const refuse = (message: string) => new AwsError('InvalidParameterException', message);
const gone = (contactId: string) =>
  new AwsError('ContactNotFoundException', `contact ${contactId} is not active`, 410);

/** The API around contacts: starting, changing, ending and watching them. */
export function contactOperations(center: Center): Record<string, Operation> {
  const instanceArn = (instanceId: string) => `arn:aws:connect:us-east-1:000000000000:instance/${instanceId}`;
  const onContact = ({ InstanceId, ContactId, InitialContactId }: any) => [
    `${instanceArn(InstanceId)}/contact/${ContactId ?? InitialContactId}`,
  ];
  const onFlow = ({ InstanceId, ContactFlowId }: any) => [
    String(ContactFlowId).startsWith('arn:')
      ? ContactFlowId
      : `${instanceArn(InstanceId)}/contact-flow/${ContactFlowId}`,
  ];
  const find = (instanceId: string, contactId: string): Contact => {
    const contact = center.contact(contactId);
    if (contact.instanceArn === center.instance(instanceId).arn) return contact;
    throw new AwsError(
      'ResourceNotFoundException',
      `instance ${instanceId} has no contact ${contactId}`,
      404,
    );
  };

  return {
    StartChatContact: {
      http: 'PUT /contact/chat',
      resources: onFlow,
      run: (input, { cloud }) => startChat(center.attach(cloud), input),
    },

    StartTaskContact: {
      http: 'PUT /contact/task',
      resources: onFlow,
      run: input => runStartTask(center, input),
    },

    StartEmailContact: {
      http: 'PUT /contact/email',
      resources: onFlow,
      run: input => startEmail(center, input),
    },

    StopContact: {
      http: 'POST /contact/stop',
      resources: onContact,
      run: ({ InstanceId, ContactId }) =>
        center.commit(() => {
          const contact = find(InstanceId, ContactId);
          if (!isActive(contact)) throw gone(ContactId);
          disconnect(center, contact, 'API');
          return {};
        }),
    },

    DescribeContact: {
      http: 'GET /contacts/{InstanceId}/{ContactId}',
      resources: onContact,
      run: ({ InstanceId, ContactId }) => ({ Contact: describeContact(center, find(InstanceId, ContactId)) }),
    },

    GetContactAttributes: {
      http: 'GET /contact/attributes/{InstanceId}/{InitialContactId}',
      resources: onContact,
      run: ({ InstanceId, InitialContactId }) => ({
        Attributes: find(InstanceId, InitialContactId).attributes,
      }),
    },

    UpdateContactAttributes: {
      http: 'POST /contact/attributes',
      resources: onContact,
      run: ({ InstanceId, InitialContactId, Attributes }) =>
        center.commit(() => {
          const contact = find(InstanceId, InitialContactId);
          const attributes = { ...contact.attributes, ...Attributes };
          checkAttributes(attributes);
          contact.attributes = attributes;
          announce(center, contact, 'CONTACT_DATA_UPDATED', ['UserDefinedAttributes']);
          center.save(contact);
          return {};
        }),
    },

    UpdateContact: {
      http: 'POST /contacts/{InstanceId}/{ContactId}',
      resources: onContact,
      run: ({ InstanceId, ContactId, Name, Description, References }) =>
        center.commit(() => {
          const contact = find(InstanceId, ContactId);
          if (Name !== undefined) contact.name = Name;
          if (Description !== undefined) contact.description = Description;
          if (References) contact.references = { ...contact.references, ...References };
          announce(center, contact, 'CONTACT_DATA_UPDATED', ['ContactDetails']);
          center.save(contact);
          return {};
        }),
    },

    UpdateContactRoutingData: {
      http: 'POST /contacts/{InstanceId}/{ContactId}/routing-data',
      resources: onContact,
      run: ({ InstanceId, ContactId, QueuePriority, QueueTimeAdjustmentSeconds, RoutingCriteria }) =>
        center.commit(() => {
          const contact = find(InstanceId, ContactId);
          if ((QueuePriority === undefined) === (QueueTimeAdjustmentSeconds === undefined)) {
            throw refuse('needs QueuePriority or QueueTimeAdjustmentSeconds, and not both');
          }
          if (QueuePriority !== undefined && !(Number.isInteger(QueuePriority) && QueuePriority >= 1)) {
            throw refuse('QueuePriority must be a whole number from 1');
          }
          if (!isActive(contact) || contact.state === 'agent') {
            throw new AwsError(
              'ResourceConflictException',
              `contact ${ContactId} is not waiting to be routed`,
              409,
            );
          }
          if (RoutingCriteria) contact.criteria = readCriteria(center, RoutingCriteria);
          if (QueuePriority !== undefined) contact.priority = QueuePriority;
          else contact.timeAdjustment = QueueTimeAdjustmentSeconds;
          center.save(contact);
          return {};
        }),
    },

    StartContactStreaming: {
      http: 'POST /contact/start-streaming',
      resources: onContact,
      run: ({ InstanceId, ContactId, ChatStreamingConfiguration, ClientToken }) => {
        const contact = find(InstanceId, ContactId);
        const topicArn = ChatStreamingConfiguration?.StreamingEndpointArn;
        if (!/^arn:aws:sns:/.test(topicArn ?? ''))
          throw refuse('ChatStreamingConfiguration.StreamingEndpointArn must be the ARN of an SNS topic');
        const chat = center.chats.get(contact.initialContactId);
        if (!chat || chat.ended)
          throw new AwsError('InvalidRequestException', `contact ${ContactId} is no chat under way`);
        return once(center, `StartContactStreaming/${chat.id}`, ClientToken, () => {
          if (Object.keys(chat.streams).length >= MOST_STREAMS) {
            throw new AwsError('LimitExceededException', `the chat has ${MOST_STREAMS} streams already`, 429);
          }
          const StreamingId = randomUUID();
          center.chats.put(chat.id, { ...chat, streams: { ...chat.streams, [StreamingId]: topicArn } });
          return { StreamingId };
        });
      },
    },

    StopContactStreaming: {
      http: 'POST /contact/stop-streaming',
      resources: onContact,
      run: ({ InstanceId, ContactId, StreamingId }) => {
        const chat = center.chats.get(find(InstanceId, ContactId).initialContactId);
        if (!chat || !Object.hasOwn(chat.streams, StreamingId)) {
          throw new AwsError('ResourceNotFoundException', `the contact has no stream ${StreamingId}`, 404);
        }
        const { [StreamingId]: _, ...streams } = chat.streams;
        center.chats.put(chat.id, { ...chat, streams });
        return {};
      },
    },

    CreateParticipant: {
      http: 'POST /contact/create-participant',
      resources: onContact,
      run: ({ InstanceId, ContactId, ParticipantDetails, ClientToken }) => {
        const contact = find(InstanceId, ContactId);
        if (ParticipantDetails?.ParticipantRole !== 'CUSTOM_BOT') {
          throw new AwsError(
            'InvalidRequestException',
            'the local Connect adds participants of role CUSTOM_BOT only',
          );
        }
        const chat = center.chats.get(contact.initialContactId);
        if (!chat || chat.ended)
          throw new AwsError('InvalidRequestException', `contact ${ContactId} is no chat under way`);
        return once(center, `CreateParticipant/${chat.id}`, ClientToken, () => {
          if (chat.customBotId && !center.participants.get(chat.customBotId)?.left) {
            throw new AwsError(
              'ServiceQuotaExceededException',
              'the chat has a custom participant already',
              402,
            );
          }
          const id = randomUUID();
          const displayName = ParticipantDetails.DisplayName ?? 'CUSTOM_BOT';
          center.participants.put(id, {
            id,
            chatId: chat.id,
            role: 'CUSTOM_BOT',
            displayName,
            joined: false,
            left: false,
          });
          center.chats.put(chat.id, { ...chat, customBotId: id });
          const token = participantToken(center, id);
          const expiry = new Date(center.tokens.get(token)!.expiresAt).toISOString();
          return { ParticipantId: id, ParticipantCredentials: { ParticipantToken: token, Expiry: expiry } };
        });
      },
    },
  };
}

function runStartTask(center: Center, input: any): unknown {
  const instance = center.instance(input.InstanceId);
  const { Name, Description = '', Attributes = {}, ScheduledTime } = input;
  if (typeof Name !== 'string' || Name.length < 1 || Name.length > 512)
    throw refuse('Name must have 1 to 512 characters');
  if (Description.length > 4_096) throw refuse('Description must have at most 4096 characters');
  checkAttributes(Attributes);
  const flow = findFlow(center, instance.arn, input.ContactFlowId ?? '');
  if (!flow) throw new AwsError('ResourceNotFoundException', `there is no flow ${input.ContactFlowId}`, 404);
  const scheduledAt = ScheduledTime === undefined ? undefined : Number(ScheduledTime) * 1000;
  if (scheduledAt !== undefined && !(scheduledAt > center.now && scheduledAt <= center.now + LONGEST_DELAY)) {
    throw refuse('ScheduledTime must be in the future, at most 6 days ahead');
  }
  for (const related of [input.PreviousContactId, input.RelatedContactId])
    if (related) center.contact(related);
  return once(center, `StartTaskContact/${instance.id}`, input.ClientToken, () => {
    const { id } = startTask(center, {
      instanceArn: instance.arn,
      initiationMethod: 'API',
      flowArn: flow.arn,
      name: Name,
      description: input.Description,
      attributes: Attributes,
      references: input.References,
      scheduledAt,
      previousContactId: input.PreviousContactId,
      relatedContactId: input.RelatedContactId,
    });
    return { ContactId: id };
  });
}
