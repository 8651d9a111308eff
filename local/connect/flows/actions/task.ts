import { startTask } from '../../contacts/startTask.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind } from '../action.ts';
import { findFlow } from '../find.ts';
import { isPath } from '../references.ts';

/** Makes a task, related to this contact; its id is `$.Task.ContactId`. */
export const CreateTask: ActionKind = {
  parameters: {
    ContactFlowId: 'reference',
    Name: 'text',
    Description: 'text',
    Attributes: 'deep',
    References: 'deep',
    DelaySeconds: 'reference',
    ScheduledTime: 'reference',
  },
  check: ({ ContactFlowId, Name, DelaySeconds, ScheduledTime }, { center, instanceArn }) => [
    ...(Name ? [] : ['needs Name']),
    ...(DelaySeconds !== undefined && ScheduledTime !== undefined
      ? ['has both DelaySeconds and ScheduledTime']
      : []),
    ...(isPath(ContactFlowId) || findFlow(center, instanceArn, String(ContactFlowId))
      ? []
      : [`there is no flow ${ContactFlowId}`]),
  ],
  requiredErrors: ['NoMatchingError'],
  run({ center, contact, parameters }) {
    const { ContactFlowId, Name, Description, Attributes, References, DelaySeconds, ScheduledTime } =
      parameters;
    const flow = findFlow(center, contact.instanceArn, ContactFlowId);
    if (!flow) return FAILED;
    const scheduledAt = DelaySeconds
      ? center.now + Number(DelaySeconds) * 1000
      : ScheduledTime && Date.parse(ScheduledTime);
    if (Number.isNaN(scheduledAt)) return FAILED;
    const task = startTask(center, {
      instanceArn: contact.instanceArn,
      initiationMethod: 'FLOW',
      flowArn: flow.arn,
      name: Name.slice(0, 512),
      description: Description,
      attributes: Attributes ?? {},
      references: References,
      scheduledAt: scheduledAt || undefined,
      relatedContactId: contact.id,
    });
    contact.createdTaskId = task.id;
    return NEXT;
  },
};
