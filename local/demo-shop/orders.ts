export type OrderStatus =
  | 'received'
  | 'being packed'
  | 'on its way'
  | 'at the pick-up point'
  | 'delivered'
  | 'returned'
  | 'cancelled';

export interface Customer {
  customerId: string;
  name: string;
  /** Who ordered by telephone may have given none. */
  email?: string;
  /** E.164; from a range set aside for fiction. */
  phone?: string;
  /** Level in the shop's loyalty programme. */
  tier: 'trail' | 'crest' | 'summit';
}

export interface Order {
  orderNumber: string;
  customerId: string;
  status: OrderStatus;
  items: string[];
  /** Euros. */
  total: number;
  /** Euros of `total` that are for delivery. */
  deliveryCharge: number;
  carrier: 'Bergpost' | 'Steinbock Express';
  /** Absent until the carrier has the parcel. */
  trackingNumber?: string;
  /** Days from now; negative ones are past. */
  placedInDays: number;
  /** The day that matters for the status: expected, handed over, waiting until, come back. */
  dueInDays: number;
}

export const CUSTOMERS: Customer[] = [
  {
    customerId: 'K-1001',
    name: 'Mara Winter',
    email: 'mara.winter@mail.example',
    tier: 'trail',
    phone: '+436641000001',
  },
  { customerId: 'K-1002', name: 'Jonas Auer', email: 'jonas.auer@mail.example', tier: 'crest' },
  { customerId: 'K-1003', name: 'Edda Lindner', email: 'edda.lindner@mail.example', tier: 'summit' },
  { customerId: 'K-1004', name: 'Pavel Dvorsky', email: 'pavel.dvorsky@mail.example', tier: 'trail' },
  {
    customerId: 'K-1005',
    name: 'Sofia Brandl',
    email: 'sofia.brandl@mail.example',
    tier: 'crest',
    phone: '+436641000005',
  },
  { customerId: 'K-1006', name: 'Liam Carter', email: 'liam.carter@mail.example', tier: 'trail' },
  { customerId: 'K-1007', name: 'Rosa Haid', email: 'rosa.haid@mail.example', tier: 'trail' },
  { customerId: 'K-1008', name: 'Alma Senn', tier: 'trail', phone: '+436641000008' },
];

/** Answers only after the caller's longest patience: for trying time-outs. */
export const SLOW_ORDER = 'LF-900001';
/** Answers 500 each time. */
export const FAILING_ORDER = 'LF-900002';

const order = (
  orderNumber: string,
  customerId: string,
  status: OrderStatus,
  [placedInDays, dueInDays]: [number, number],
  rest: Pick<Order, 'items' | 'total' | 'deliveryCharge'> &
    Partial<Pick<Order, 'carrier' | 'trackingNumber'>>,
): Order => ({ carrier: 'Bergpost', orderNumber, customerId, status, placedInDays, dueInDays, ...rest });

export const ORDERS: Order[] = [
  order('LF-204518', 'K-1001', 'on its way', [-2, 2], {
    items: ['Tent Tarn 2'],
    total: 289,
    deliveryCharge: 0,
    trackingNumber: 'BP7719402518',
  }),
  order('LF-515027', 'K-1001', 'received', [0, 4], {
    items: ['Head torch Glim', 'Merino socks'],
    total: 67.8,
    deliveryCharge: 4.9,
  }),
  order('LF-204533', 'K-1002', 'on its way', [-1, 1], {
    items: ['Touring skis Firn 84'],
    total: 649,
    deliveryCharge: 12.9,
    carrier: 'Steinbock Express',
    trackingNumber: 'SX4402217733',
  }),
  order('LF-318842', 'K-1002', 'being packed', [-1, 3], {
    items: ['Hiking boots Kar GTX 43'],
    total: 219,
    deliveryCharge: 0,
  }),
  order('LF-190442', 'K-1003', 'delivered', [-40, -36], {
    items: ['Down jacket Reif M', 'Pack Grat 45'],
    total: 538,
    deliveryCharge: 0,
    trackingNumber: 'BP7719111902',
  }),
  order('LF-620014', 'K-1008', 'on its way', [-2, 1], {
    items: ['Trekking poles Stab'],
    total: 89,
    deliveryCharge: 4.9,
    trackingNumber: 'BP7719620014',
  }),
  order('LF-330915', 'K-1004', 'received', [0, 5], {
    items: ['Rain jacket Guss L, green'],
    total: 179,
    deliveryCharge: 5.9,
  }),
  order('LF-277310', 'K-1004', 'returned', [-21, -3], {
    items: ['Approach shoes Tritt 44'],
    total: 129,
    deliveryCharge: 0,
    trackingNumber: 'BP7719277310',
  }),
  order('LF-411902', 'K-1005', 'being packed', [-1, 3], {
    items: ['Sleeping bag Nest -5'],
    total: 259,
    deliveryCharge: 0,
  }),
  order('LF-288106', 'K-1005', 'delivered', [-9, -5], {
    items: ['Via ferrata set Griff'],
    total: 129,
    deliveryCharge: 0,
    trackingNumber: 'BP7719288106',
  }),
  order('LF-220871', 'K-1006', 'at the pick-up point', [-6, 8], {
    items: ['Trekking poles Spur'],
    total: 74.8,
    deliveryCharge: 4.9,
    trackingNumber: 'BP7719220871',
  }),
  order('LF-609114', 'K-1006', 'cancelled', [-4, -3], {
    items: ['Stove Ember'],
    total: 84,
    deliveryCharge: 0,
  }),
  order('LF-700120', 'K-1007', 'on its way', [-8, 3], {
    items: ['Child carrier Nestling'],
    total: 239,
    deliveryCharge: 0,
    trackingNumber: 'BP7719700120',
  }),
  order('LF-700131', 'K-1007', 'on its way', [-3, 4], {
    items: ['Family tent Basecamp 6'],
    total: 1249,
    deliveryCharge: 14,
    trackingNumber: 'BP7719700131',
  }),
  order(SLOW_ORDER, 'K-1007', 'being packed', [-1, 4], {
    items: ['Sleeping mat Moss'],
    total: 119,
    deliveryCharge: 0,
  }),
  order(FAILING_ORDER, 'K-1007', 'received', [0, 4], {
    items: ['Water filter Quell'],
    total: 49.9,
    deliveryCharge: 4.9,
  }),
];

/** "LF204518", "lf-204518" → "LF-204518". */
export function normalised(orderNumber: string): string {
  return orderNumber.toUpperCase().replace(/^LF-?/, 'LF-');
}
