// Much of the time is waiting for servers and for pg_dump.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
