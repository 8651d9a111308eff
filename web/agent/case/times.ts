import type { Me } from '../../../layers/core/api/me.ts';

type Place = Pick<Me['client'], 'timeZone' | 'locale'>;

/** `en_GB` → `en-GB`. */
const tag = ({ locale }: Place): string => locale.replace('_', '-');

/** In the client's time zone, where its customers and hours are. */
export const clockTime = (at: string, place: Place): string =>
  new Date(at).toLocaleTimeString(tag(place), {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: place.timeZone,
  });

export const dateTime = (at: string, place: Place): string =>
  new Date(at).toLocaleString(tag(place), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: place.timeZone,
  });
