import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { logger } from './telemetry.ts';

/** What CloudFormation is told of a custom resource: its physical id, and attributes for `Fn::GetAtt`. */
export interface Provided {
  id: string;
  data?: Record<string, string>;
}

/**
 * Answers CloudFormation on the URL it gives. Whatever happens it gets an answer, within seconds, with the reason in plain
 * words: without one a deployment hangs for an hour.
 */
export const customResource =
  (provide: (event: CloudFormationCustomResourceEvent) => Promise<Provided>, send: typeof fetch = fetch) =>
  async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const { StackId, RequestId, LogicalResourceId } = event;
    const before = 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined;
    const answer = (status: 'SUCCESS' | 'FAILED', more: object) =>
      send(event.ResponseURL, {
        method: 'PUT',
        // Bytes, since a text would bring a content type, for which the URL is not signed.
        body: Buffer.from(JSON.stringify({ Status: status, StackId, RequestId, LogicalResourceId, ...more })),
      });
    let provided: Provided;
    try {
      provided = await provide(event);
    } catch (error) {
      logger.error('CUSTOM_RESOURCE_FAILED', { error: (error as Error).name });
      await answer('FAILED', {
        // A failed creation has no id of its own; with this one its deletion is told apart from a real one's.
        PhysicalResourceId: before ?? `failed-${RequestId}`,
        Reason: `${(error as Error).name}: ${(error as Error).message}`.slice(0, 1_000),
      });
      return;
    }
    await answer('SUCCESS', {
      PhysicalResourceId: provided.id,
      ...(provided.data && { Data: provided.data }),
    });
  };
