package herald.local.template;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Consumer;

/** Class files of handlers, made for a test. */
public final class HandlerFile {

    private static final int JAVA_11 = 55;
    private static final int JAVA_25 = 69;
    private static final String HANDLER = "com.amazonaws.services.lambda.runtime.RequestHandler";

    private HandlerFile() {}

    /** @param entry of a jar, such as {@code rooms/Talk.class} */
    public static byte[] of(String entry) {
        return built(entry, JAVA_11, builder -> {
            builder.withInterfaceSymbols(ClassDesc.of(HANDLER));
            constructor(builder, ClassFile.ACC_PUBLIC);
            List.of("handleRequest", "handle", "open").forEach(name -> method(builder, name, 2));
        });
    }

    public static byte[] forJava25(String entry) {
        return built(entry, JAVA_25, builder -> {
            builder.withInterfaceSymbols(ClassDesc.of(HANDLER));
            constructor(builder, ClassFile.ACC_PUBLIC);
        });
    }

    public static byte[] withPrivateConstructor(String entry) {
        return built(entry, JAVA_11, builder -> constructor(builder, ClassFile.ACC_PRIVATE));
    }

    public static byte[] plain(String entry) {
        return built(entry, JAVA_11, builder -> {
            constructor(builder, ClassFile.ACC_PUBLIC);
            method(builder, "wide", 4);
        });
    }

    private static byte[] built(String entry, int version, Consumer<ClassBuilder> members) {
        var name = ClassDesc.ofInternalName(entry.replaceFirst("\\.class$", ""));
        return ClassFile.of().build(name, builder -> {
            builder.withVersion(version, 0).withFlags(ClassFile.ACC_PUBLIC).withSuperclass(CD_Object);
            members.accept(builder);
        });
    }

    private static void constructor(ClassBuilder builder, int flags) {
        builder.withMethodBody(
                INIT_NAME,
                MTD_void,
                flags,
                code -> code.aload(0)
                        .invokespecial(CD_Object, INIT_NAME, MTD_void)
                        .return_());
    }

    private static void method(ClassBuilder builder, String name, int parameters) {
        var type = MethodTypeDesc.of(
                CD_Object, java.util.Collections.nCopies(parameters, CD_Object).toArray(ClassDesc[]::new));
        builder.withMethodBody(
                name, type, ClassFile.ACC_PUBLIC, code -> code.aconst_null().areturn());
    }
}
