using BenchmarkDotNet.Running;
using Confiture.Microbenchmarks;

BenchmarkRunner.Run([typeof(SplitterBenchmark), typeof(SyntaxBenchmark)], args: args);
