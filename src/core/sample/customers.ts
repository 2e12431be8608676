/** Invented companies and whom one talks to there. */
export const CUSTOMERS = [
  { company: 'Alder & Finch', contact: 'Priya Nair', site: 'alderfinch.example' },
  { company: 'Bluewater Logistics', contact: 'Tomás Herrera', site: 'bluewater.example' },
  { company: 'Brightfield Dairy', contact: 'Hanna Vogel', site: 'brightfield.example' },
  { company: 'Calder Robotics', contact: 'Yuki Tanabe', site: 'calder.example' },
  { company: 'Cobalt Harbour', contact: 'Niamh Doyle', site: 'cobaltharbour.example' },
  { company: 'Delphine Media', contact: 'Luc Marchand', site: 'delphine.example' },
  { company: 'Eastgate Clinics', contact: 'Amara Diallo', site: 'eastgate.example' },
  { company: 'Fernhill Schools', contact: 'Oliver Whitcombe', site: 'fernhill.example' },
  { company: 'Granite Peak Outdoor', contact: 'Sofia Lund', site: 'granitepeak.example' },
  { company: 'Halden Shipyards', contact: 'Erik Solberg', site: 'halden.example' },
  { company: 'Indigo Parcel', contact: 'Meera Pillai', site: 'indigoparcel.example' },
  { company: 'Juniper Hotels', contact: 'Clara Fontaine', site: 'juniper.example' },
  { company: 'Kestrel Insurance', contact: 'David Osei', site: 'kestrel.example' },
  { company: 'Larkspur Foods', contact: 'Giulia Conti', site: 'larkspur.example' },
  { company: 'Meridian Optics', contact: 'Samuel Adeyemi', site: 'meridian.example' },
  { company: 'Nordlys Energy', contact: 'Ingrid Haugen', site: 'nordlys.example' },
  { company: 'Orchard Lane', contact: 'Beth Sullivan', site: 'orchardlane.example' },
  { company: 'Pinecrest Builders', contact: 'Marco Silva', site: 'pinecrest.example' },
  { company: 'Quill & Co', contact: 'Rosa Jiménez', site: 'quill.example' },
  { company: 'Redwood Analytics', contact: 'Jonas Keller', site: 'redwood.example' },
  { company: 'Saltmarsh Brewing', contact: 'Ellie Turner', site: 'saltmarsh.example' },
  { company: 'Tideway Transit', contact: 'Kofi Mensah', site: 'tideway.example' },
  { company: 'Umber Studios', contact: 'Lena Fischer', site: 'umber.example' },
  { company: 'Westbrook Pharma', contact: 'Anil Kapoor', site: 'westbrook.example' },
] as const

/** What is sold, and what it usually costs, in thousands. */
export const OFFERS = [
  { name: 'team licence', least: 4, most: 18 },
  { name: 'company licence', least: 22, most: 64 },
  { name: 'renewal', least: 6, most: 30 },
  { name: 'expansion', least: 9, most: 38 },
  { name: 'pilot', least: 2, most: 7 },
  { name: 'rollout', least: 28, most: 90 },
] as const

/** Where deals come from, how often, and how well they go. */
export const SOURCES = [
  { name: 'Referral', weight: 5, luck: 1.35 },
  { name: 'Website', weight: 6, luck: 1 },
  { name: 'Outbound', weight: 5, luck: 0.75 },
  { name: 'Event', weight: 3, luck: 0.95 },
  { name: 'Partner', weight: 3, luck: 1.15 },
] as const

export const NOTES = [
  'Good first call. They want to see the reporting before the end of the month.',
  'Sent the security questionnaire back, waiting for their review.',
  'Budget is approved, procurement is slow. Chase on Thursday.',
  'Champion is on leave for two weeks; spoke with the deputy.',
  'They compare us with two others. Price is not the main point, the switch is.',
  'Demo went well. Asked for a quote for 40 seats instead of 25.',
  'Legal wants changes to the liability clause.',
  'Left a message, will try again tomorrow.',
  'They would like to start small and grow in the new year.',
  'Met at the stand, follow up with the case study.',
] as const

export const TAGS = ['enterprise', 'smb', 'multi-year', 'upsell', 'competitive'] as const
