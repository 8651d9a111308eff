import {
  ConnectClient,
  ConnectServiceException,
  DescribeContactCommand,
  GetContactAttributesCommand,
  GetCurrentMetricDataCommand,
  ResourceConflictException,
  ResourceNotFoundException,
  StartChatContactCommand,
  StartContactStreamingCommand,
  StartEmailContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
  ThrottlingException,
  UpdateContactAttributesCommand,
  UpdateContactRoutingDataCommand,
} from '@aws-sdk/client-connect';
import { lazily } from '../platform/lazily.ts';
import type { ContactCenter } from './contactCenter.ts';

export interface StartedChat {
  contactId: string;
  participantId: string;
  participantToken: string;
}

/** Contacts of the client's Connect instance. Every start is repeatable by its key. */
export interface Contacts {
  startChat(options: {
    key: string;
    flow: string;
    displayName: string;
    attributes: Record<string, string>;
    /** SNS topic that gets what is said, so that words outside the AI's turns are kept too. */
    streamTo: string;
  }): Promise<StartedChat>;
  /** Puts a case that has no live contact before an agent, as a task. */
  startTask(options: {
    key: string;
    flow: string;
    name: string;
    description: string;
    attributes: Record<string, string>;
    relatedContactId?: string;
  }): Promise<{ contactId: string }>;
  /**
   * Puts a case that came by mail before an agent, as an e-mail at an address of the instance. False when Connect refuses
   * it, e.g. because the instance has no e-mail.
   */
  startEmail(options: {
    key: string;
    flow: string;
    to: string;
    from: { address: string; name?: string | undefined };
    subject: string;
    text: string;
    description: string;
    attributes: Record<string, string>;
  }): Promise<{ contactId: string } | false>;
  /** 1 is first. Does nothing for a contact that waits no longer. */
  setPriority(contactId: string, priority: number): Promise<void>;
  /**
   * Ends a task that no agent has accepted: Connect stops tasks in any state, so who has it is asked first. One that can't be
   * stopped stays in its queue, where it leads to the case as before.
   */
  withdraw(contactId: string): Promise<void>;
  /**
   * Looks for an agent who has all `skills` for so many seconds, then for any agent of the queue. False when Connect refused:
   * the contact is routed by its queue alone.
   */
  askForSkills(options: {
    contactId: string;
    attribute: string;
    skills: string[];
    waitSeconds: number;
    priority: number;
  }): Promise<boolean>;
  /** Agents of the queue who are signed in; undefined when Connect doesn't say. */
  agentsOnline(queueArn: string): Promise<number | undefined>;
  hasEnded(contactId: string): Promise<boolean>;
  /** What `start-chat` wrote on the contact, and what flows added. */
  attributes(contactId: string): Promise<Record<string, string>>;
  /** Writes the case on the first contact of a chain that was routed without one: the workspace opens it. Nothing where it is gone. */
  tellCase(contactId: string, caseId: string): Promise<void>;
}

/** Longest chat: what Connect allows, so that a customer may wait for the client's answer in the chat. */
const CHAT_MINUTES = 24 * 60;
/** What Connect says of a contact that is in no queue any more. */
const WAITS_NO_LONGER = [ResourceNotFoundException, ResourceConflictException];
/** Connect's proficiencies go from 1 to 5; who has a skill at all will do. */
const LOWEST_PROFICIENCY = 1;

export function createContacts(
  center: () => Promise<ContactCenter>,
  client = lazily(() => new ConnectClient({})),
): Contacts {
  const flowId = ({ flows }: ContactCenter, flow: string) => {
    const id = flows[flow];
    if (!id)
      throw new Error(`the contact centre has no flow "${flow}"; it has ${Object.keys(flows).join(', ')}`);
    return id;
  };

  return {
    async startChat({ key, flow, displayName, attributes, streamTo }) {
      const { instanceId, ...rest } = await center();
      const chat = await client.send(
        new StartChatContactCommand({
          InstanceId: instanceId,
          ContactFlowId: flowId({ instanceId, ...rest }, flow),
          ClientToken: key,
          ParticipantDetails: { DisplayName: displayName },
          Attributes: attributes,
          ChatDurationInMinutes: CHAT_MINUTES,
          SupportedMessagingContentTypes: ['text/plain', 'text/markdown'],
        }),
      );
      await client.send(
        new StartContactStreamingCommand({
          InstanceId: instanceId,
          ContactId: chat.ContactId!,
          ClientToken: key,
          ChatStreamingConfiguration: { StreamingEndpointArn: streamTo },
        }),
      );
      return {
        contactId: chat.ContactId!,
        participantId: chat.ParticipantId!,
        participantToken: chat.ParticipantToken!,
      };
    },

    async startTask({ key, flow, name, description, attributes, relatedContactId }) {
      const known = await center();
      const task = await client.send(
        new StartTaskContactCommand({
          InstanceId: known.instanceId,
          ContactFlowId: flowId(known, flow),
          ClientToken: key,
          Name: name.slice(0, 512),
          Description: description.slice(0, 4096),
          Attributes: attributes,
          RelatedContactId: relatedContactId,
        }),
      );
      return { contactId: task.ContactId! };
    },

    async startEmail({ key, flow, to, from, subject, text, description, attributes }) {
      const known = await center();
      try {
        const email = await client.send(
          new StartEmailContactCommand({
            InstanceId: known.instanceId,
            ContactFlowId: flowId(known, flow),
            ClientToken: key,
            FromEmailAddress: { EmailAddress: from.address, DisplayName: from.name?.slice(0, 256) },
            DestinationEmailAddress: to,
            Name: subject.slice(0, 512),
            Description: description.slice(0, 4096),
            EmailMessage: {
              MessageSourceType: 'RAW',
              RawMessage: { Subject: subject.slice(0, 998), Body: text, ContentType: 'text/plain' },
            },
            Attributes: attributes,
          }),
        );
        return { contactId: email.ContactId! };
      } catch (error) {
        const refused = error instanceof ConnectServiceException && error.$fault === 'client';
        if (refused && !(error instanceof ThrottlingException)) return false;
        throw error;
      }
    },

    async setPriority(contactId, priority) {
      const { instanceId } = await center();
      try {
        await client.send(
          new UpdateContactRoutingDataCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            QueuePriority: priority,
          }),
        );
      } catch (error) {
        if (WAITS_NO_LONGER.some(kind => error instanceof kind)) return;
        throw error;
      }
    },

    async withdraw(contactId) {
      const { instanceId } = await center();
      const contact = { InstanceId: instanceId, ContactId: contactId };
      try {
        const { Contact } = await client.send(new DescribeContactCommand(contact));
        if (Contact?.AgentInfo?.ConnectedToAgentTimestamp || Contact?.DisconnectTimestamp) return;
        await client.send(new StopContactCommand(contact));
      } catch (error) {
        if (!(error instanceof ConnectServiceException)) throw error;
      }
    },

    async askForSkills({ contactId, attribute, skills, waitSeconds, priority }) {
      const { instanceId } = await center();
      const conditions = skills.map(skill => ({
        AttributeCondition: {
          Name: attribute,
          Value: skill,
          ProficiencyLevel: LOWEST_PROFICIENCY,
          ComparisonOperator: 'NumberGreaterOrEqualTo',
        },
      }));
      try {
        await client.send(
          new UpdateContactRoutingDataCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            QueuePriority: priority,
            RoutingCriteria: {
              Steps: [
                {
                  Expression: conditions.length === 1 ? conditions[0] : { AndExpression: conditions },
                  Expiry: { DurationInSeconds: waitSeconds },
                },
              ],
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConnectServiceException) return false;
        throw error;
      }
    },

    async agentsOnline(queueArn) {
      const { instanceId } = await center();
      const { MetricResults } = await client.send(
        new GetCurrentMetricDataCommand({
          InstanceId: instanceId,
          Filters: { Queues: [queueArn] },
          CurrentMetrics: [{ Name: 'AGENTS_ONLINE', Unit: 'COUNT' }],
        }),
      );
      // A queue that nobody serves has no result at all.
      if (!MetricResults) return undefined;
      return MetricResults[0]?.Collections?.[0]?.Value ?? 0;
    },

    async attributes(contactId) {
      const { instanceId } = await center();
      const { Attributes } = await client.send(
        new GetContactAttributesCommand({ InstanceId: instanceId, InitialContactId: contactId }),
      );
      return Attributes ?? {};
    },

    async tellCase(contactId, caseId) {
      const { instanceId } = await center();
      const asked = { InstanceId: instanceId, InitialContactId: contactId, Attributes: { caseId } };
      await client.send(new UpdateContactAttributesCommand(asked)).catch(error => {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      });
    },

    async hasEnded(contactId) {
      const { instanceId } = await center();
      try {
        const { Contact } = await client.send(
          new DescribeContactCommand({ InstanceId: instanceId, ContactId: contactId }),
        );
        return Contact?.DisconnectTimestamp !== undefined;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return true;
        throw error;
      }
    },
  };
}
