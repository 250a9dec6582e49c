import { z } from 'zod';
import {
  type Spooler,
  type SpoolerDocument,
  SpoolerError,
  type SpoolerJobState,
  type SpoolerPrinter,
} from './spooler.ts';

/** EnumPrinters: printers of this computer, and those of others that the user has connected. */
const localAndConnected = 0x2 | 0x4;
/** Forms of the structures: PRINTER_INFO_2, DRIVER_INFO_8, JOB_INFO_1, DOC_INFO_1. */
const printerLevel = 2;
const driverLevel = 8;
const jobLevel = 1;
const documentLevel = 1;
/** PRINTER_DRIVER_XPS of a driver's attributes: all of version 4, and some of version 3. */
const xpsDriver = 0x2;
/** JOB_CONTROL_DELETE of SetJob. */
const deleteJob = 5;
/** Maximum jobs of a queue for EnumJobs: all. */
const allJobs = 0xffff_ffff;
/** ERROR_INSUFFICIENT_BUFFER of winerror.h. */
const insufficientBuffer = 122;

/** Bytes of the first buffer for an answer; the spooler reports if it needs more. */
const firstRoom = 16 * 1024;
/** Bytes. An answer that needs more is a mistake. */
const maxRoom = 16 * 1024 * 1024;

/**
 * Windows' print spooler through winspool.drv. Each call runs in a thread of koffi's: a call about
 * a printer of another computer may take seconds. Loads nothing before its first call.
 */
export function createWinspool(): Spooler {
  let loading: Promise<Winspool> | null = null;
  const winspool = (): Promise<Winspool> => {
    loading ??= loadWinspool();
    return loading;
  };
  return {
    printers: async () => listPrinters(await winspool()),
    begin: async (queue, title) => beginDocument(await winspool(), queue, title),
  };
}

/** A pointer of koffi's: a printer's handle, or none. */
type Pointer = bigint | null;

/** What a function returned (BOOL; of StartDocPrinter the job's number), and GetLastError. */
interface Answer {
  result: number;
  error: number;
}

type Call = (...args: readonly unknown[]) => Promise<Answer>;

const printerSchema = z.object({
  name: z.string().nullable(),
  driver: z.string().nullable(),
  status: z.int(),
  attributes: z.int(),
  jobs: z.int(),
});
const jobSchema = z.object({ id: z.int(), status: z.int() });
const driverSchema = z.object({ attributes: z.int() });

/** The functions that raw printing needs, and readers of the structures that they fill. */
interface Winspool {
  functions: Readonly<Record<keyof typeof signatures, Call>>;
  printerAt(buffer: Buffer, index: number): z.infer<typeof printerSchema>;
  jobAt(buffer: Buffer, index: number): z.infer<typeof jobSchema>;
  driverIn(buffer: Buffer): z.infer<typeof driverSchema>;
}

/** Parameters as in winspool.h: `out` is a pointer to a number, `document` to DOC_INFO_1. */
const signatures = {
  EnumPrintersW: ['uint32', 'str16', 'uint32', 'void *', 'uint32', 'out', 'out'],
  OpenPrinterW: ['str16', 'outHandle', 'void *'],
  StartDocPrinterW: ['void *', 'uint32', 'document'],
  StartPagePrinter: ['void *'],
  WritePrinter: ['void *', 'void *', 'uint32', 'out'],
  EndPagePrinter: ['void *'],
  EndDocPrinter: ['void *'],
  AbortPrinter: ['void *'],
  GetPrinterW: ['void *', 'uint32', 'void *', 'uint32', 'out'],
  GetPrinterDriverW: ['void *', 'str16', 'uint32', 'void *', 'uint32', 'out'],
  GetJobW: ['void *', 'uint32', 'uint32', 'void *', 'uint32', 'out'],
  EnumJobsW: ['void *', 'uint32', 'uint32', 'uint32', 'void *', 'uint32', 'out', 'out'],
  SetJobW: ['void *', 'uint32', 'uint32', 'void *', 'uint32'],
  ClosePrinter: ['void *'],
} as const;

async function loadWinspool(): Promise<Winspool> {
  if (process.platform !== 'win32') throw new Error('this system has no spooler of Windows');
  const { default: koffi } = await import('koffi');
  const texts = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 'str16']));
  const numbers = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 'uint32']));
  const printer = koffi.struct({
    ...texts(['server', 'name', 'share', 'port', 'driver', 'comment', 'location']),
    devMode: 'void *',
    ...texts(['separator', 'processor', 'datatype', 'parameters']),
    security: 'void *',
    ...numbers(['attributes', 'priority', 'defaultPriority', 'startTime', 'untilTime']),
    ...numbers(['status', 'jobs', 'pagesPerMinute']),
  });
  const job = koffi.struct({
    id: 'uint32',
    ...texts(['printer', 'machine', 'user', 'document', 'datatype', 'statusText']),
    ...numbers(['status', 'priority', 'position', 'totalPages', 'pagesPrinted']),
    submitted: koffi.array('uint16', 8),
  });
  // The driver's texts are not read: most are lists of texts.
  const driver = koffi.struct({
    version: 'uint32',
    texts: koffi.array('void *', 10),
    date: koffi.array('uint32', 2),
    driverVersion: 'uint64',
    moreTexts: koffi.array('void *', 8),
    attributes: 'uint32',
    dependencies: 'void *',
    inboxDate: koffi.array('uint32', 2),
    inboxVersion: 'uint64',
  });
  const types = {
    out: koffi.out(koffi.pointer('uint32')),
    outHandle: koffi.out(koffi.pointer('void *')),
    document: koffi.pointer(koffi.struct(texts(['name', 'output', 'datatype']))),
  };
  const library = koffi.load('winspool.drv');
  const lastError = koffi.load('kernel32.dll').func('__stdcall', 'GetLastError', 'uint32', []);
  const declare = (name: keyof typeof signatures): Call => {
    const parameters = signatures[name].map((type) =>
      type === 'out' || type === 'outHandle' || type === 'document' ? types[type] : type,
    );
    const declared = library.func('__stdcall', name, 'uint32', parameters);
    return (...args) =>
      new Promise((resolve, reject) => {
        declared.async(...args, (failure: unknown, result: number) => {
          // koffi keeps the error of the call's own thread for this callback.
          if (failure === null || failure === undefined) resolve({ result, error: lastError() });
          else reject(new SpoolerError(name, 0, failure));
        });
      });
  };
  return {
    functions: {
      EnumPrintersW: declare('EnumPrintersW'),
      OpenPrinterW: declare('OpenPrinterW'),
      StartDocPrinterW: declare('StartDocPrinterW'),
      StartPagePrinter: declare('StartPagePrinter'),
      WritePrinter: declare('WritePrinter'),
      EndPagePrinter: declare('EndPagePrinter'),
      EndDocPrinter: declare('EndDocPrinter'),
      AbortPrinter: declare('AbortPrinter'),
      GetPrinterW: declare('GetPrinterW'),
      GetPrinterDriverW: declare('GetPrinterDriverW'),
      GetJobW: declare('GetJobW'),
      EnumJobsW: declare('EnumJobsW'),
      SetJobW: declare('SetJobW'),
      ClosePrinter: declare('ClosePrinter'),
    },
    printerAt: (buffer, index) =>
      printerSchema.parse(koffi.decode(buffer, index * koffi.sizeof(printer), printer)),
    jobAt: (buffer, index) => jobSchema.parse(koffi.decode(buffer, index * koffi.sizeof(job), job)),
    driverIn: (buffer) => driverSchema.parse(koffi.decode(buffer, driver)),
  };
}

async function listPrinters({ functions, printerAt }: Winspool): Promise<SpoolerPrinter[]> {
  const returned = [0];
  const buffer = await filled('EnumPrintersW', (room, needed) =>
    functions.EnumPrintersW(
      localAndConnected,
      null,
      printerLevel,
      room,
      room.length,
      needed,
      returned,
    ),
  );
  return Array.from({ length: returned[0] ?? 0 }, (_, index) => {
    const { name, driver, status, attributes } = printerAt(buffer, index);
    return { queue: name ?? '', driver: driver ?? '', status, attributes };
  });
}

async function beginDocument(
  winspool: Winspool,
  queue: string,
  title: string,
): Promise<SpoolerDocument> {
  const { functions } = winspool;
  const opened: Pointer[] = [null];
  expectTrue('OpenPrinterW', await functions.OpenPrinterW(queue, opened, null));
  const [printer = null] = opened;
  const close = async (): Promise<void> => {
    await functions.ClosePrinter(printer).catch(() => undefined);
  };
  try {
    const datatype = await datatypeOf(winspool, printer);
    const document = { name: title, output: null, datatype };
    const started = await functions.StartDocPrinterW(printer, documentLevel, document);
    expectTrue('StartDocPrinterW', started);
    expectTrue('StartPagePrinter', await functions.StartPagePrinter(printer));
    return openDocument(winspool, printer, started.result, close);
  } catch (error) {
    await functions.AbortPrinter(printer).catch(() => undefined);
    await close();
    throw error;
  }
}

/**
 * The data type that marks a document's bytes as meant for the printer and not for the driver.
 * "RAW" prints nothing with a driver that is based on XPS (Microsoft, "V4 print drivers using RAW
 * mode", 2779300).
 */
async function datatypeOf(
  { functions, driverIn }: Winspool,
  printer: Pointer,
): Promise<'RAW' | 'XPS_PASS'> {
  try {
    const buffer = await filled('GetPrinterDriverW', (room, needed) =>
      functions.GetPrinterDriverW(printer, null, driverLevel, room, room.length, needed),
    );
    return (driverIn(buffer).attributes & xpsDriver) === 0 ? 'RAW' : 'XPS_PASS';
  } catch (error) {
    // Wine does not know driver structures of this form.
    if (error instanceof SpoolerError) return 'RAW';
    throw error;
  }
}

function openDocument(
  winspool: Winspool,
  printer: Pointer,
  job: number,
  close: () => Promise<void>,
): SpoolerDocument {
  const { functions } = winspool;
  return {
    write: async (bytes) => {
      const written = [0];
      const answer = await functions.WritePrinter(printer, bytes, bytes.length, written);
      expectTrue('WritePrinter', answer);
      return written[0] ?? 0;
    },
    end: async () => {
      expectTrue('EndPagePrinter', await functions.EndPagePrinter(printer));
      expectTrue('EndDocPrinter', await functions.EndDocPrinter(printer));
    },
    abort: async () => {
      expectTrue('AbortPrinter', await functions.AbortPrinter(printer));
    },
    job: async () => jobState(winspool, printer, job),
    cancel: async () => {
      expectTrue('SetJobW', await functions.SetJobW(printer, job, 0, null, deleteJob));
    },
    close,
  };
}

async function jobState(
  winspool: Winspool,
  printer: Pointer,
  job: number,
): Promise<SpoolerJobState | null> {
  const known = await knownJob(winspool, printer, job);
  const { status, attributes, jobs } = await printerState(winspool, printer);
  if (known !== null) return { status: known, printer: { status, attributes } };
  // GetJob fails for a job that is gone, and for a spooler that is: the whole queue shows which.
  if (jobs === 0) return null;
  const queued = await listJobs(winspool, printer);
  const found = queued.find(({ id }) => id === job);
  return found === undefined ? null : { status: found.status, printer: { status, attributes } };
}

/** The bits of a job; null if the spooler gives none. */
async function knownJob(
  { functions, jobAt }: Winspool,
  printer: Pointer,
  job: number,
): Promise<number | null> {
  try {
    const buffer = await filled('GetJobW', (room, needed) =>
      functions.GetJobW(printer, job, jobLevel, room, room.length, needed),
    );
    return jobAt(buffer, 0).status;
  } catch (error) {
    if (error instanceof SpoolerError) return null;
    throw error;
  }
}

async function listJobs({ functions, jobAt }: Winspool, printer: Pointer) {
  const returned = [0];
  const buffer = await filled('EnumJobsW', (room, needed) =>
    functions.EnumJobsW(printer, 0, allJobs, jobLevel, room, room.length, needed, returned),
  );
  return Array.from({ length: returned[0] ?? 0 }, (_, index) => jobAt(buffer, index));
}

async function printerState({ functions, printerAt }: Winspool, printer: Pointer) {
  const buffer = await filled('GetPrinterW', (room, needed) =>
    functions.GetPrinterW(printer, printerLevel, room, room.length, needed),
  );
  return printerAt(buffer, 0);
}

/** Calls a function that fills a buffer, again with more room if it needs more. */
async function filled(
  name: string,
  ask: (room: Buffer, needed: number[]) => Promise<Answer>,
): Promise<Buffer> {
  let room = Buffer.alloc(firstRoom);
  for (;;) {
    const needed = [0];
    const answer = await ask(room, needed);
    if (answer.result !== 0) return room;
    const [bytes = 0] = needed;
    const isShort = answer.error === insufficientBuffer && bytes > room.length;
    if (!isShort || bytes > maxRoom) throw new SpoolerError(name, answer.error);
    room = Buffer.alloc(bytes);
  }
}

/** @throws SpoolerError if the function returned FALSE, or no job's number */
function expectTrue(name: string, { result, error }: Answer): void {
  if (result === 0) throw new SpoolerError(name, error);
}
