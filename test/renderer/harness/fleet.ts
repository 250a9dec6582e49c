import type { PrinterSettings, PrinterState } from '../../../domain/print-job.ts';

const base: PrinterSettings = {
  id: 'left',
  name: 'Left of desk 2',
  model: 'epson-tm-l90',
  language: 'escpos',
  connection: { kind: 'tcp', host: '192.168.10.41', port: 9100 },
  ability: 'confirm',
  dotsPerMm: 8,
  widthDots: 576,
  cut: true,
  neighbour: 'right',
  stock: { name: 'White 80 mm roll', categories: null, template: 'roll-80' },
};

/** Printers of every kind in every condition: what a big desk has, and what a bad day brings. */
export const fleet: readonly (PrinterSettings & { condition: PrinterState['condition'] })[] = [
  { ...base, condition: 'ready' },
  {
    ...base,
    id: 'right',
    name: 'Right of desk 2, behind the banner of the Secretariat by the door',
    model: 'zebra-zd421-203',
    language: 'zpl',
    connection: { kind: 'tcp', host: 'fe80::26f5:a2ff:fe1c:9b01%eth0', port: 9100 },
    widthDots: 832,
    cut: false,
    neighbour: 'left',
    stock: {
      name: 'Red press cards',
      categories: ['observer', 'interpreter'],
      template: 'roll-80',
    },
    condition: 'paper-out',
  },
  {
    ...base,
    id: 'usb',
    name: 'USB',
    model: 'star-tsp143iv',
    language: 'star',
    connection: { kind: 'device', path: '/dev/usb/lp0' },
    ability: 'status',
    neighbour: null,
    stock: { name: '', categories: null, template: 'roll-80' },
    condition: 'paused',
  },
  {
    ...base,
    id: 'office',
    name: 'Office',
    model: '',
    language: 'driver',
    connection: { kind: 'system', queue: 'Brother_QL_820NWB' },
    ability: 'blind',
    dotsPerMm: 12,
    widthDots: 696,
    neighbour: null,
    condition: 'unknown',
  },
];
