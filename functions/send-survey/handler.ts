import type { EventBridgeEvent } from 'aws-lambda';

/** The `Case Closed` event of our bus. */
export const caseOf = (event: EventBridgeEvent<'Case Closed', { caseId: string }>) => ({
  caseId: event.detail.caseId,
});
