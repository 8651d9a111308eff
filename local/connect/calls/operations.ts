import { AwsError } from '../../core/contract.ts';
import type { Operation } from '../../core/contract.ts';
import type { Center } from '../center.ts';
import { checkAttributes } from '../contacts/attributes.ts';
import { once } from '../contacts/once.ts';
import { findFlow } from '../flows/find.ts';
import { inQueue } from '../queues/queueing.ts';
import { callOut } from './ringing.ts';

const refuse = (message: string) => new AwsError('InvalidParameterException', message);
const NUMBER = /^\+[1-9]\d{1,14}$/;
const METRICS = ['POSITION_IN_QUEUE', 'ESTIMATED_WAIT_TIME'];

/** The API around calls: calling out, a caller's place in the queue, the link between number and flow. */
export function callOperations(center: Center): Record<string, Operation> {
  const instanceArn = (id: string) => `arn:aws:connect:us-east-1:000000000000:instance/${id}`;
  const numberOf = (id: string) => {
    const number = [...center.phoneNumbers.values()].find(each => each.id === id || each.arn === id);
    if (number) return number;
    throw new AwsError('ResourceNotFoundException', `there is no phone number ${id}`, 404);
  };
  return {
    StartOutboundVoiceContact: {
      http: 'PUT /contact/outbound-voice',
      resources: ({ InstanceId }) => [`${instanceArn(InstanceId)}/contact/*`],
      run: input => startOutbound(center, input),
    },

    GetContactMetrics: {
      http: 'POST /metrics/contact',
      resources: ({ InstanceId, ContactId }) => [`${instanceArn(InstanceId)}/contact/${ContactId}`],
      run({ InstanceId, ContactId, Metrics = [] }) {
        const contact = center.contact(ContactId);
        if (contact.instanceArn !== center.instance(InstanceId).arn)
          throw new AwsError(
            'ResourceNotFoundException',
            `instance ${InstanceId} has no contact ${ContactId}`,
            404,
          );
        const names: string[] = Metrics.map(({ Name }: { Name: string }) => Name);
        const unknown = names.find(name => !METRICS.includes(name));
        if (names.length === 0 || unknown) throw refuse(`Metrics: each Name is one of ${METRICS.join(', ')}`);
        if (contact.state !== 'queued' || !contact.queue?.arn)
          throw new AwsError('InvalidRequestException', `contact ${ContactId} is in no queue`);
        const values: Record<string, number | undefined> = {
          POSITION_IN_QUEUE: placeOf(center, ContactId, contact.queue.arn),
          ESTIMATED_WAIT_TIME: estimate(center, ContactId, contact.queue.arn),
        };
        return {
          Id: ContactId,
          Arn: `${contact.instanceArn}/contact/${ContactId}`,
          MetricResults: names.map(Name => ({
            Name,
            Value: values[Name] === undefined ? {} : { Number: values[Name] },
          })),
        };
      },
    },

    AssociatePhoneNumberContactFlow: {
      http: 'PUT /phone-number/{PhoneNumberId}/contact-flow',
      resources: ({ InstanceId, PhoneNumberId, ContactFlowId }) => [
        String(PhoneNumberId).startsWith('arn:')
          ? PhoneNumberId
          : `arn:aws:connect:us-east-1:000000000000:phone-number/${PhoneNumberId}`,
        `${instanceArn(InstanceId)}/contact-flow/${ContactFlowId}`,
      ],
      run({ InstanceId, PhoneNumberId, ContactFlowId }) {
        const instance = center.instance(InstanceId);
        const flow = findFlow(center, instance.arn, ContactFlowId);
        if (!flow) throw new AwsError('ResourceNotFoundException', `there is no flow ${ContactFlowId}`, 404);
        const number = numberOf(PhoneNumberId);
        center.phoneNumbers.set(number.arn, { ...number, flowArn: flow.arn });
        return {};
      },
    },

    DisassociatePhoneNumberContactFlow: {
      http: 'DELETE /phone-number/{PhoneNumberId}/contact-flow',
      query: { instanceId: 'InstanceId' },
      resources: ({ PhoneNumberId }) => [
        `arn:aws:connect:us-east-1:000000000000:phone-number/${PhoneNumberId}`,
      ],
      run({ PhoneNumberId }) {
        const { flowArn: _, ...number } = numberOf(PhoneNumberId);
        center.phoneNumbers.set(number.arn, number);
        return {};
      },
    },
  };
}

function startOutbound(center: Center, input: any): unknown {
  const instance = center.instance(input.InstanceId);
  const { DestinationPhoneNumber, SourcePhoneNumber, QueueId, Attributes = {}, ClientToken } = input;
  if (!NUMBER.test(DestinationPhoneNumber ?? '')) throw refuse('DestinationPhoneNumber must be E.164');
  if (!SourcePhoneNumber && !QueueId) throw refuse('needs SourcePhoneNumber or QueueId');
  checkAttributes(Attributes);
  const flow = findFlow(center, instance.arn, input.ContactFlowId ?? '');
  if (!flow) throw new AwsError('ResourceNotFoundException', `there is no flow ${input.ContactFlowId}`, 404);
  const numbers = [...center.phoneNumbers.values()].filter(each => each.instanceArn === instance.arn);
  const source = SourcePhoneNumber
    ? numbers.find(({ address }) => address === SourcePhoneNumber)
    : numbers[0];
  if (!source)
    throw new AwsError(
      'OutboundContactNotPermittedException',
      'the instance has no such number to call from',
      403,
    );
  return once(center, `StartOutboundVoiceContact/${instance.id}`, ClientToken, () => ({
    ContactId: callOut(center, {
      instanceArn: instance.arn,
      attributes: Attributes,
      customerNumber: DestinationPhoneNumber,
      systemNumber: source.address,
      flowArn: flow.arn,
    }).id,
  }));
}

/** 1 is next: those of the queue that are served before, by priority, then age. */
function placeOf(center: Center, contactId: string, queueArn: string): number {
  const order = inQueue(center, queueArn).sort(
    (a, b) =>
      a.priority - b.priority ||
      a.queue!.enqueuedAt - a.timeAdjustment * 1000 - (b.queue!.enqueuedAt - b.timeAdjustment * 1000),
  );
  return order.findIndex(({ id }) => id === contactId) + 1;
}

/** From the waits of those who were served last in this queue; nothing when nobody was yet. */
function estimate(center: Center, contactId: string, queueArn: string): number | undefined {
  const waits = center.timeline
    .list({ reverse: true, limit: 100 })
    .map(({ document }) => center.contacts.get(document))
    .filter(contact => contact?.queue?.arn === queueArn && contact.agent && contact.id !== contactId)
    .map(contact => (contact!.queue!.dequeuedAt! - contact!.queue!.enqueuedAt) / 1000);
  return waits.length === 0
    ? undefined
    : Math.round(waits.reduce((sum, each) => sum + each, 0) / waits.length);
}
