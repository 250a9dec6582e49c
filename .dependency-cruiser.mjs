export default { options: { tsPreCompilationDeps: true, doNotFollow:{path:'node_modules'}, enhancedResolveOptions:{extensions:['.ts','.tsx','.mjs','.js','.d.mts']} }, forbidden: [] };
