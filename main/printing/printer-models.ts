import {
  type PrinterModel,
  printerModelsFileSchema,
} from '../../domain/printing/printer-models.ts';
import { readJsonFile } from '../base/config/read-json.ts';
import ownModels from './printer-models.json' with { type: 'json' };

/** The models to choose from, and what is wrong with the configured file, or null. */
export interface LoadedPrinterModels {
  models: PrinterModel[];
  problem: string | null;
}

/**
 * The app's own models, and those of a file. A model of the file with a known id replaces the
 * app's; the others come first. Never throws: the app's own models replace an unusable file, and
 * `problem` names file and field.
 *
 * @param path absolute path of the configured file, or null
 */
export function loadPrinterModels(path: string | null): LoadedPrinterModels {
  const own = printerModelsFileSchema.parse(ownModels).models;
  if (path === null) return { models: own, problem: null };
  const read = readJsonFile(path, printerModelsFileSchema);
  if (!read.ok) return { models: own, problem: read.problem };
  const added = new Map(read.value.models.map((model) => [model.id, model]));
  const known = own.map((model) => {
    const better = added.get(model.id);
    added.delete(model.id);
    return better ?? model;
  });
  return { models: [...added.values(), ...known], problem: null };
}
