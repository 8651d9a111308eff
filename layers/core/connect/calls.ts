import {
  ConnectClient,
  ConnectServiceException,
  GetContactMetricsCommand,
  StartOutboundVoiceContactCommand,
} from '@aws-sdk/client-connect';
import { lazily } from '../platform/lazily.ts';
import type { ContactCenter } from './contactCenter.ts';

/** What Connect knows of a place in the queue; either may be missing. */
export interface Waiting {
  /** 1 is next. */
  position?: number;
  seconds?: number;
}

/** What only calls need of the client's Connect instance. */
export interface Calls {
  /** Nothing when the contact is in no queue, or Connect can't tell. */
  waiting(contactId: string): Promise<Waiting>;
  /** Calls a customer from the client's number, once per key. False when there is no number, or Connect refused. */
  call(options: { key: string; number: string; attributes: Record<string, string> }): Promise<boolean>;
}

/** The flow a called customer comes into: the same as for who calls us. */
const FLOW = 'main';

export function createCalls(
  center: () => Promise<ContactCenter>,
  client = lazily(() => new ConnectClient({})),
): Calls {
  return {
    async waiting(contactId) {
      const { instanceId } = await center();
      try {
        const { MetricResults = [] } = await client.send(
          new GetContactMetricsCommand({
            InstanceId: instanceId,
            ContactId: contactId,
            Metrics: [{ Name: 'POSITION_IN_QUEUE' }, { Name: 'ESTIMATED_WAIT_TIME' }],
          }),
        );
        const value = (name: string) =>
          MetricResults.find(({ Name }) => Name === name)?.Value?.Number ?? undefined;
        const position = value('POSITION_IN_QUEUE');
        const seconds = value('ESTIMATED_WAIT_TIME');
        return {
          ...(position !== undefined && { position }),
          ...(seconds !== undefined && { seconds }),
        };
      } catch (error) {
        if (error instanceof ConnectServiceException) return {};
        throw error;
      }
    },

    async call({ key, number, attributes }) {
      const { instanceId, flows, phoneNumber } = await center();
      if (!phoneNumber || !flows[FLOW]) return false;
      try {
        await client.send(
          new StartOutboundVoiceContactCommand({
            InstanceId: instanceId,
            ContactFlowId: flows[FLOW],
            ClientToken: key,
            DestinationPhoneNumber: number,
            SourcePhoneNumber: phoneNumber,
            Attributes: attributes,
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConnectServiceException) return false;
        throw error;
      }
    },
  };
}
