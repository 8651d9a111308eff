import { queueName, topicTitle, useWorkspace } from '../shell/workspace.ts';

export function TopicOf({ id }: { id: string | null | undefined }) {
  return topicTitle(useWorkspace().me, id);
}

export function QueueOf({ id }: { id: string | undefined }) {
  return queueName(useWorkspace().me, id);
}
