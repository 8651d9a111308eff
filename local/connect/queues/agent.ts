/** One person (or simulated person) at the contact panel. */
export interface Agent {
  username: string;
  arn: string;
  displayName: string;
  routingProfileArn: string;
  /** Seconds of after-contact work before it ends by itself; 0: until completed. */
  workLimit: number;
  /** Absent: everything that can be asked for, as agents have who are no template's. */
  proficiencies?: Proficiency[];
  /** `Available` takes contacts; `Offline` and any other name does not; `Missed` after an offer that was not accepted. */
  state: string;
  stateSince: number;
  /** Since when nothing new came: the agent idle longest gets the next contact. */
  idleSince: number;
  /** What occupies a slot: offered, connected or in after-contact work. */
  contacts: Record<string, string>;
}

/** A value of a predefined attribute, and how well the agent has it: 1 to 5. */
export interface Proficiency {
  name: string;
  value: string;
  level: number;
}
