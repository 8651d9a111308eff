import type { FlowContent } from '../flows/language.ts';

/** What templates define, as the rest of Connect needs it. Every map of the centre has the ARN as its key. */
export interface Instance {
  id: string;
  arn: string;
  alias: string;
  identityManagement: string;
  attributes: Record<string, boolean>;
  createdAt: number;
}
export interface Integration {
  id: string;
  instanceArn: string;
  type: string;
  arn: string;
}
export interface Hours {
  arn: string;
  instanceArn: string;
  name: string;
  timeZone: string;
  config: Opening[];
  overrides: HoursOverride[];
}
export interface TimeOfDay {
  Hours: number;
  Minutes: number;
}
export interface Opening {
  Day: string;
  StartTime: TimeOfDay;
  EndTime: TimeOfDay;
}
/** Days (`2026-12-25`, both inclusive, in the hours' time zone) on which other hours hold. */
export interface HoursOverride {
  from: string;
  till: string;
  config: Opening[];
}
export interface Queue {
  arn: string;
  instanceArn: string;
  name: string;
  hoursArn: string;
  /** Contacts the queue holds at most. */
  maxContacts?: number;
  enabled: boolean;
}
export interface RoutingProfile {
  arn: string;
  instanceArn: string;
  name: string;
  concurrency: Record<string, number>;
  /** While an agent has a contact of one of these channels, nothing of another rings. */
  alone: string[];
  queues: { channel: string; queueArn: string; priority: number; delay: number }[];
}
export interface Flow {
  arn: string;
  instanceArn: string;
  name: string;
  type: string;
  content: FlowContent;
}
/** A number of the instance; calls to it start the flow that is linked to it. */
export interface PhoneNumber {
  id: string;
  arn: string;
  instanceArn: string;
  address: string;
  flowArn?: string;
}
/** An address of the instance at which e-mails arrive. */
export interface EmailAddress {
  arn: string;
  instanceArn: string;
  address: string;
}
export interface QuickConnect {
  arn: string;
  instanceArn: string;
  name: string;
  type: string;
  queueArn?: string;
  userArn?: string;
  flowArn?: string;
}
