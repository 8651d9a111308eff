import type { EventBridgeEvent } from 'aws-lambda';
import type { ContactNews } from './followContact.ts';

interface ContactEventDetail {
  eventType: string;
  contactId: string;
  initialContactId?: string;
  initiationMethod?: string;
  disconnectReason?: string;
  agentInfo?: { agentArn?: string };
}

/** Connect's contact event; unknown members are left alone. */
export const newsOf = ({
  detail,
  time,
}: EventBridgeEvent<'Amazon Connect Contact Event', ContactEventDetail>): ContactNews => ({
  contactId: detail.initialContactId || detail.contactId,
  currentId: detail.contactId,
  kind: detail.eventType,
  at: time,
  ...(detail.initiationMethod === 'CALLBACK' && { isCallBack: true as const }),
  ...(detail.disconnectReason && { why: detail.disconnectReason }),
  ...(detail.agentInfo?.agentArn && { agentArn: detail.agentInfo.agentArn }),
});
