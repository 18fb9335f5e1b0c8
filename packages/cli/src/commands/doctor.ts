import { Command } from 'commander';

export interface DoctorFlags {
  json?: boolean;
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check what this machine offers: engine, tools, data')
    .option('--json', 'machine-readable result')
    .addHelpText('after', '\nExamples:\n  bitscape doctor\n  bitscape doctor --json\n\nExits with 4 when something that bitscape needs is missing; optional tools do not count.\n')
    .action(async (flags: DoctorFlags) => (await import('../actions/doctor.js')).doctor(flags));
}
