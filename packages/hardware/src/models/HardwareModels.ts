import type { CalibrationPoint } from '../calibration/CalibrationPoint.js';
import type { Constant } from './Constant.js';

/** Citations by key. */
export type Sources = Readonly<Record<string, string>>;

interface ModelFile {
  readonly name: string;
  readonly description: string;
}

/** A process: the cell library and SRAM model it uses, and the factors from their node to this one. */
export interface Technology extends ModelFile {
  readonly nodeNm: number;
  readonly cells: string;
  readonly sram: string;
  readonly scaling?: { readonly table: string; readonly voltageV: number };
  readonly areaFactor: Constant;
  readonly energyFactor: Constant;
  readonly leakageFactor: Constant;
  readonly sources: Sources;
}

/** The cells that component formulas count. */
export type CellName = 'INV' | 'NAND2' | 'NOR2' | 'AND2' | 'XOR2' | 'MUX2' | 'HA' | 'FA' | 'DLH' | 'DFF' | 'DFFR';

export interface Cell {
  readonly areaUm2: Constant;
  /** Internal energy of one toggle of the cell, summed over its outputs, fJ. */
  readonly outputEnergyFj: Constant;
  /** Internal energy of one clock edge, fJ; flip-flops only. */
  readonly clockEdgeEnergyFj?: Constant;
  readonly leakageNw: Constant;
  /** Mean capacitance of an input, fF. */
  readonly inputCapacitanceFf: Constant;
  /** Capacitance of the clock pin, fF; flip-flops only. */
  readonly clockCapacitanceFf?: Constant;
  /** Delay in delays of a NAND2. */
  readonly delayNand2: Constant;
}

/** What only flip-flops have. */
type FlipFlop = Cell & Required<Pick<Cell, 'clockEdgeEnergyFj' | 'clockCapacitanceFf'>>;

export interface CellLibrary extends ModelFile {
  readonly nodeNm: number;
  readonly supplyV: number;
  readonly gateEquivalentCell: CellName;
  readonly cells: Readonly<Record<CellName, Cell>> & Readonly<Record<'DFF' | 'DFFR', FlipFlop>>;
  readonly timing: {
    readonly nand2DelayPs: Constant;
    /** Carry to carry of a full adder, delays of a NAND2. */
    readonly carryDelayNand2: Constant;
  };
  readonly activity: {
    readonly logicTogglesPerOperation: Constant;
    readonly registerTogglesPerWrite: Constant;
  };
  readonly sources: Sources;
}

/** On-chip memory as a function of its capacity; see `sramMacro`. */
export interface SramModel extends ModelFile {
  readonly nodeNm: number;
  readonly accessBits: number;
  readonly referenceCapacityBytes: number;
  readonly readEnergyPj: Constant;
  readonly capacityExponent: Constant;
  readonly writeToReadRatio: Constant;
  readonly areaPerBitUm2: Constant;
  readonly overheadBits: Constant;
  readonly leakagePerBitNw: Constant;
  readonly sources: Sources;
}

export interface DramModel extends ModelFile {
  readonly memories: Readonly<Record<string, { readonly description: string; readonly energyPjPerBit: Constant }>>;
  readonly sources: Sources;
}

export interface ScalingTable extends ModelFile {
  readonly fromNodeNm: number;
  readonly nodes: readonly { readonly nodeNm: number; readonly areaFactor: number; readonly a: number; readonly b: number; readonly c: number }[];
  readonly source: string;
  readonly sources: Sources;
}

/** Decisions about the modelled accelerator that are not axes of the design space. */
export interface ArchitectureModel extends ModelFile {
  readonly accumulatorEntriesPerColumn: number;
  readonly boundaryColumnDivisor: number;
}

/**
 * Groups of cells that share an area factor and an activity. Those of encoders are apart: they see finished sums, and constants that
 * stand still.
 */
export const COEFFICIENT_KEYS = [
  'adder', 'multiplier', 'extension', 'partialProduct', 'saturation', 'table', 'shifter', 'gate',
  'encoderAdder', 'encoderMultiplier', 'encoderExtension', 'encoderProduct', 'encoderShifter', 'magnitude', 'leadingOne', 'offset',
] as const;
export type CoefficientKey = (typeof COEFFICIENT_KEYS)[number];

/** Synthesised over counted area, and toggles of every cell an operation. */
export interface Coefficient {
  readonly area: Constant;
  readonly activity: Constant;
}

/** Factors from counted cells to synthesised ones, with the points that they were fitted to. */
export interface Calibration extends ModelFile {
  readonly cells: string;
  /** How the points came about. */
  readonly provenance: { readonly yosys: string; readonly seed: number; readonly pointsPerComponent: number; readonly operations: number };
  readonly coefficients: Readonly<Record<CoefficientKey, Coefficient>>;
  /** Synthesised over modelled: the bounds are the extremes over all points. */
  readonly residual: { readonly area: Constant; readonly energy: Constant };
  readonly components: readonly { readonly name: string; readonly points: readonly CalibrationPoint[] }[];
  readonly sources: Sources;
}

/** Everything under hw-models/, validated. */
export interface HardwareModels {
  readonly folder: string;
  /** SHA-256 (hex) over the contents, independent of layout and order of keys. */
  readonly hash: string;
  readonly technologies: Readonly<Record<string, Technology>>;
  readonly cells: Readonly<Record<string, CellLibrary>>;
  readonly memories: { readonly sram: Readonly<Record<string, SramModel>>; readonly dram: DramModel };
  readonly scaling: Readonly<Record<string, ScalingTable>>;
  readonly architecture: ArchitectureModel;
  readonly calibration: Calibration;
}
