/** As metrics name whichever function it was that heard of people's words. */
export const PEOPLE = 'people';
