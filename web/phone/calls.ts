/** What the phone's endpoints say of a call; times are those of the other side. */
export interface Call {
  callId: string;
  state: 'ringing' | 'up' | 'ended';
  speaking: boolean;
  items: Item[];
}
export interface Item {
  who: 'system' | 'bot' | 'customer' | 'agent' | 'event';
  text: string;
  interruptedAt?: number;
  unheard?: true;
}

/** The telephone network, as this page reaches it. Throws an Error with the network's own words. */
export async function network<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`/phone/api/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'x-console': '1', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json().catch(() => ({}))) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `HTTP ${response.status}`);
  return answer;
}
