using BenchmarkDotNet.Running;
using Confiture.Microbenchmarks;

BenchmarkRunner.Run<SplitterBenchmark>(args: args);
