/* Linked into executables that are compiled for x86-64-v3. It runs before the runtime starts, and is itself compiled for any x86-64. */
#include <unistd.h>

#define SAY "error: this " TOOL " is built for processors with AVX2, BMI2 and FMA (x86-64-v3: Intel since 2013, AMD since 2015), and this one lacks them.\n" \
            "hint: build one for any x86-64 processor: ./build.sh --cpu x86-64\n"

__attribute__((constructor(101))) static void check_processor(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt")) return;
    if (write(2, SAY, sizeof SAY - 1) < 0) _exit(1);
    _exit(1);
}
