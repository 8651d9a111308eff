import {
  AssociatePhoneNumberContactFlowCommand,
  ConnectClient,
  DisassociatePhoneNumberContactFlowCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-connect';

/** Connect takes about two control-plane requests a second, from everybody in the account. */
const CLIENT = { retryMode: 'adaptive', maxAttempts: 10 };

export function createPhoneNumberFlows(client = new ConnectClient(CLIENT)) {
  return {
    async link({
      instanceId,
      phoneNumberId,
      flowId,
    }: {
      instanceId: string;
      phoneNumberId: string;
      flowId: string;
    }): Promise<void> {
      await client.send(
        new AssociatePhoneNumberContactFlowCommand({
          InstanceId: instanceId,
          PhoneNumberId: phoneNumberId,
          ContactFlowId: flowId,
        }),
      );
    },
    async unlink({
      instanceId,
      phoneNumberId,
    }: {
      instanceId: string;
      phoneNumberId: string;
    }): Promise<void> {
      try {
        await client.send(
          new DisassociatePhoneNumberContactFlowCommand({
            InstanceId: instanceId,
            PhoneNumberId: phoneNumberId,
          }),
        );
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}
