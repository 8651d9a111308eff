/** Text messages that the emulator was given for telephones. */
export interface TextMessages {
  /** Looks what there is now. */
  look(): Promise<void>;
  /** As of the last look, oldest first of each number. */
  sent(): { to: string; text: string }[];
}

/** Those from now on: the emulator keeps all. */
export async function openTextMessages(endpoint: string): Promise<TextMessages> {
  type Kept = Record<string, { Message: string }[]>;
  const all = async (): Promise<Kept> => {
    const response = await fetch(`${endpoint}/_ministack/sns/sms-messages`);
    if (!response.ok) throw new Error(`the emulator does not tell its text messages: ${response.status}`);
    return ((await response.json()) as { sms_messages: Kept }).sms_messages;
  };
  const before = await all();
  let now = before;
  return {
    async look() {
      now = await all();
    },
    sent: () =>
      Object.entries(now).flatMap(([to, messages]) =>
        messages.slice(before[to]?.length ?? 0).map(({ Message: text }) => ({ to, text })),
      ),
  };
}
